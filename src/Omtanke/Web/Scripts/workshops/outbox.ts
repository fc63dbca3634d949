// Ideas are never lost: each gets its number here, waits in this tab until the server has it, and may be sent again and again.
// It says sending, saved or not sent; what waits survives a reload, a locked phone and a server that starts anew.
import { each } from '../scan'
import { drop, paths, put, take } from '../waiting'
import { make, word } from '../words'

interface Sent { action: string, fields: [string, string][], text: string, refused?: string }

const kind = 'outbox'
const patience = 2500
let busy = false
let timer = 0
/** What was saved since somebody last wrote. */
let saved: string[] = []

/** `<form data-outbox="item">` with a textarea `text`, a hidden `id`, and a list `[data-outbox-list]`. */
export function outbox(root: ParentNode): void {
  each<HTMLFormElement>(root, 'form[data-outbox]', form => {
    const text = form.querySelector<HTMLTextAreaElement>('textarea[name=text]')
    const draft = `draft ${form.dataset['outbox'] ?? ''}`
    if (!text) return
    const waiting = take<{ text: string }>(kind + '-draft', draft)
    if (waiting && text.value === '') text.value = waiting.text
    text.addEventListener('input', () => text.value ? put(kind + '-draft', draft, { text: text.value }) : drop(kind + '-draft', draft))
    form.addEventListener('submit', event => {
      event.preventDefault()
      if (text.value.trim() === '') return
      saved = []
      const id = crypto.randomUUID()
      const fields = [...new FormData(form)].filter(([name]) => name !== 'id').map(([name, value]) => [name, String(value)] as [string, string])
      put(kind, id, { action: form.action, fields, text: text.value } satisfies Sent)
      drop(kind + '-draft', draft)
      text.value = ''
      text.dispatchEvent(new Event('input', { bubbles: true }))
      text.focus()
      show()
      void send()
    })
    show()
    void send()
  })
}

addEventListener('online', () => void send())
document.addEventListener('visibilitychange', () => { if (!document.hidden) void send() })

async function send(): Promise<void> {
  clearTimeout(timer)
  if (busy) return
  busy = true
  let failed = false
  for (const id of paths(kind)) {
    const sent = take<Sent>(kind, id)
    if (!sent || sent.refused) continue
    try {
      const answer = await fetch(sent.action, { method: 'POST', body: new URLSearchParams([...sent.fields, ['id', id]]), headers: { 'X-Omtanke': 'outbox' }, redirect: 'manual', signal: AbortSignal.timeout(10_000) })
      if (answer.status === 204) {
        drop(kind, id)
        saved.push(sent.text)
        show()
        document.dispatchEvent(new Event('omtanke:changed'))
      } else if (answer.status === 422) put(kind, id, { ...sent, refused: (await answer.json() as { error: string }).error })
      else failed = true
    } catch { failed = true }
  }
  busy = false
  show()
  if (failed) timer = window.setTimeout(() => void send(), patience)
  // Written while the others were under way.
  else if (paths(kind).some(id => !take<Sent>(kind, id)?.refused)) void send()
}

function show(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-outbox]')
  const list = form?.querySelector('[data-outbox-list]')
  if (!form || !list) return
  const lines = paths(kind).map(id => [id, take<Sent>(kind, id)] as const).flatMap(([id, sent]) => sent ? [line(form, id, sent)] : [])
  for (const text of saved) lines.push(make('li', 'om-outbox-saved', `${word(form, 'saved')} ${text}`))
  list.replaceChildren(...lines)
}

function line(form: HTMLFormElement, id: string, sent: Sent): HTMLElement {
  const item = make('li', sent.refused ? 'om-outbox-refused' : 'om-outbox-waiting', `${sent.refused ?? word(form, busy ? 'sending' : 'waiting')} ${sent.text}`)
  if (sent.refused) {
    const away = make('button', 'button button-quiet', word(form, 'refused'))
    away.type = 'button'
    away.addEventListener('click', () => {
      const text = form.querySelector<HTMLTextAreaElement>('textarea[name=text]')
      if (text && text.value === '') text.value = sent.text
      drop(kind, id)
      show()
    })
    item.append(' ', away)
  }
  return item
}
