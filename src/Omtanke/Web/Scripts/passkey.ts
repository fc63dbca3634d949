// Passkeys against ASP.NET Core Identity: its JSON in, the browser's JSON out, posted with the form like any other field.
import { each } from './scan'
import { word } from './words'

interface CredentialJson { clientExtensionResults?: unknown; [name: string]: unknown }

/** `<form data-passkey="create|get" data-passkey-options="/…">` with a hidden field `credential`. */
export function passkey(root: ParentNode): void {
  const able = typeof PublicKeyCredential === 'function' && isSecureContext
  each(root, '[data-passkey-shown][hidden]', element => { element.hidden = !able })
  if (able) each<HTMLFormElement>(root, 'form[data-passkey]', begin)
}

function begin(form: HTMLFormElement): void {
  const creates = form.dataset['passkey'] === 'create'
  let suggestion: AbortController | undefined
  let busy = false

  const run = async (signal?: AbortSignal, mediation?: CredentialMediationRequirement) => {
    const options = await optionsFor(form)
    const credential = creates
      ? await navigator.credentials.create({ publicKey: parseCreation(options), ...(signal && { signal }) })
      : await navigator.credentials.get({ publicKey: parseRequest(options), ...(signal && { signal }), ...(mediation && { mediation }) })
    if (!(credential instanceof PublicKeyCredential)) throw new DOMException('', 'NotAllowedError')
    const field = form.elements.namedItem('credential')
    if (field instanceof HTMLInputElement) field.value = JSON.stringify(toJson(credential))
    form.submit()
  }

  form.addEventListener('submit', event => {
    event.preventDefault()
    if (busy) return
    busy = true
    suggestion?.abort()
    say(form, '')
    run().catch((error: unknown) => say(form, reason(form, error))).finally(() => { busy = false })
  })

  if (!creates && form.hasAttribute('data-passkey-conditional')) {
    void PublicKeyCredential.isConditionalMediationAvailable?.().then(able => {
      if (!able || busy) return
      suggestion = new AbortController()
      return run(suggestion.signal, 'conditional')
    }).catch(() => undefined)
  }
}

async function optionsFor(form: HTMLFormElement): Promise<unknown> {
  const body = new URLSearchParams()
  new FormData(form).forEach((value, name) => { if (typeof value === 'string' && name !== 'credential') body.append(name, value) })
  const answer = await fetch(form.dataset['passkeyOptions'] ?? '', { method: 'POST', headers: { 'X-Omtanke': 'passkey', Accept: 'application/json' }, body })
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.json()
}

function reason(form: HTMLFormElement, error: unknown): string {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'AbortError') return word(form, 'cancelled')
  if (name === 'NotSupportedError' || name === 'SecurityError') return word(form, 'unsupported')
  return word(form, 'failed')
}

function say(form: HTMLFormElement, text: string): void {
  const place = form.querySelector('[data-passkey-message]')
  if (place) place.textContent = text
}

// Browsers of the last years read and write the JSON themselves; for the others we do the same by hand.

function parseCreation(json: unknown): PublicKeyCredentialCreationOptions {
  if (typeof PublicKeyCredential.parseCreationOptionsFromJSON === 'function') return PublicKeyCredential.parseCreationOptionsFromJSON(json as PublicKeyCredentialCreationOptionsJSON)
  const options = json as PublicKeyCredentialCreationOptionsJSON
  return {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: (options.excludeCredentials ?? []).map(descriptor),
  } as unknown as PublicKeyCredentialCreationOptions
}

function parseRequest(json: unknown): PublicKeyCredentialRequestOptions {
  if (typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function') return PublicKeyCredential.parseRequestOptionsFromJSON(json as PublicKeyCredentialRequestOptionsJSON)
  const options = json as PublicKeyCredentialRequestOptionsJSON
  return { ...options, challenge: bytes(options.challenge), allowCredentials: (options.allowCredentials ?? []).map(descriptor) } as unknown as PublicKeyCredentialRequestOptions
}

// What extensions answer may hold secrets (PRF); the server needs none of it.
function toJson(credential: PublicKeyCredential): CredentialJson {
  const json: CredentialJson = typeof credential.toJSON === 'function' ? credential.toJSON() as unknown as CredentialJson : byHand(credential)
  return { ...json, clientExtensionResults: {} }
}

function byHand(credential: PublicKeyCredential): CredentialJson {
  const response = credential.response as AuthenticatorAttestationResponse & AuthenticatorAssertionResponse
  const common = { id: credential.id, rawId: text(credential.rawId), type: credential.type, authenticatorAttachment: credential.authenticatorAttachment ?? undefined }
  if (response.attestationObject) {
    return { ...common, response: { clientDataJSON: text(response.clientDataJSON), attestationObject: text(response.attestationObject), transports: response.getTransports?.() ?? [] } }
  }
  return {
    ...common,
    response: {
      clientDataJSON: text(response.clientDataJSON), authenticatorData: text(response.authenticatorData), signature: text(response.signature),
      userHandle: response.userHandle ? text(response.userHandle) : undefined,
    },
  }
}

function descriptor(json: PublicKeyCredentialDescriptorJSON): PublicKeyCredentialDescriptor {
  return { ...json, id: bytes(json.id) } as PublicKeyCredentialDescriptor
}

/** Base64url to bytes. */
export function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, character => character.charCodeAt(0))
}

/** Bytes to base64url. */
export function text(buffer: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}
