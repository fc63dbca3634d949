// Saves while people write. The text they see is never taken from them: it waits in this tab until the server has it, and when
// somebody else has changed the same field both texts stand side by side until a person chooses.
import { controls, isTick, read, rendered, same, sameAll, write, type Values } from './fields'
import { each } from './scan'
import { drop, isForgotten, meta, put, take } from './waiting'
import { make, word } from './words'

type State = 'saving' | 'saved' | 'waiting' | 'refused' | 'conflict' | 'signed-out'

interface Kept { values: Values; base: Values; version: string; id: string }
interface Conflict { theirs?: Record<string, string | string[]>; version?: number | string }

const pause = 700
const longestPause = 60_000
const keepaliveLimit = 60_000

/** `<form data-autosave>` */
export function autosave(root: ParentNode): void {
  each<HTMLFormElement>(root, 'form[data-autosave]', form => new Autosave(form))
}

class Autosave {
  private readonly path: string
  private readonly chip: HTMLElement | null
  /** What the server has, as far as we know. */
  private base: Values
  /** The id of the last try and what it carried: the same text is sent again under the same id. */
  private attempt: { id: string; values: Values } | undefined
  private flight: Promise<void> | undefined
  private timer = 0
  private tries = 0
  private state: State | undefined
  private readonly clashes = new Map<string, HTMLElement>()
  private newVersion = ''

  constructor(private readonly form: HTMLFormElement) {
    this.path = new URL(form.action, location.href).pathname
    this.chip = form.querySelector('[data-saved]')
    this.base = rendered(form)
    this.restore()
    this.shown()
    form.addEventListener('input', () => this.changed())
    form.addEventListener('change', () => this.changed())
    form.addEventListener('submit', event => this.submitted(event))
    addEventListener('online', () => this.again())
    addEventListener('pageshow', () => this.again())
    addEventListener('pagehide', () => this.leave())
    document.addEventListener('visibilitychange', () => document.hidden ? this.leave() : this.again())
  }

  private get version(): HTMLInputElement | null {
    const field = this.form.elements.namedItem('version')
    return field instanceof HTMLInputElement ? field : null
  }

  private get dirty(): boolean { return !isForgotten() && !sameAll(read(this.form), this.base) }

  private changed(): void {
    this.mark()
    if (!this.dirty) return
    this.remember()
    if (this.state === 'refused') this.tries = 0
    if (this.state !== 'signed-out') this.later(pause)
  }

  private remember(): void {
    if (!this.dirty) return drop('autosave', this.path)
    put('autosave', this.path, { values: read(this.form), base: this.base, version: this.version?.value ?? '', id: this.attempt?.id ?? '' } satisfies Kept)
  }

  // Only the fields the person had changed come back, with the version they were written on: if the server has moved on since,
  // it will say so, and nothing is overwritten.
  private restore(): void {
    const kept = take<Kept>('autosave', this.path)
    if (!kept) return
    const mine = Object.fromEntries(Object.entries(kept.values).filter(([name, list]) => !same(list, kept.base[name])))
    write(this.form, mine)
    if (!this.dirty) return drop('autosave', this.path)
    for (const name of Object.keys(mine)) this.base[name] = kept.base[name] ?? []
    if (this.version && kept.version) this.version.value = kept.version
    if (kept.id) this.attempt = { id: kept.id, values: kept.values }
    this.later(0)
  }

  // When it was saved stays true; whether that is all there is, the mark tells.
  private mark(): void {
    if (this.state === 'saved' && this.chip) this.chip.dataset['state'] = this.dirty ? 'typing' : 'saved'
  }

  private later(wait: number): void {
    clearTimeout(this.timer)
    this.timer = window.setTimeout(() => void this.save(), wait)
  }

  private again(): void {
    if (!this.dirty || this.clashes.size > 0 || this.state === 'refused') return
    this.tries = 0
    this.later(0)
  }

  private leave(): void {
    this.remember()
    if (this.dirty && !this.flight) void this.save()
  }

  private save(): Promise<void> {
    clearTimeout(this.timer)
    if (!this.form.isConnected || this.clashes.size > 0 || !this.dirty) return Promise.resolve()
    return this.flight ??= this.send().finally(() => {
      this.flight = undefined
      if (this.dirty && this.state === 'saved') this.later(pause)
    })
  }

  private async send(): Promise<void> {
    const values = read(this.form)
    if (!this.attempt || !sameAll(this.attempt.values, values)) this.attempt = { id: crypto.randomUUID(), values }
    this.remember()
    // A quick save does not blink and is not read aloud; only a slow one says that it is saving.
    const slow = window.setTimeout(() => this.show('saving', word(this.form, 'saving')), this.state === undefined ? 0 : 500)
    try {
      const body = new URLSearchParams()
      new FormData(this.form).forEach((value, name) => { if (typeof value === 'string') body.append(name, value) })
      const answer = await fetch(this.form.action, {
        method: 'POST', body, redirect: 'manual', keepalive: body.toString().length < keepaliveLimit,
        headers: { 'X-Omtanke': 'autosave', 'Idempotency-Key': this.attempt.id, Accept: 'application/json' },
      })
      clearTimeout(slow)
      await this.heard(answer, values)
    } catch {
      clearTimeout(slow)
      this.retry()
    }
  }

  private async heard(answer: Response, sent: Values): Promise<void> {
    if (answer.type === 'opaqueredirect') return this.signedOut(location.pathname + location.search)
    const told = await answer.json().catch(() => ({})) as { saved?: string; version?: number | string; signIn?: string; error?: string; hint?: string; drawing?: string | null } & Conflict
    if (answer.ok && told.saved !== undefined) {
      this.base = sent
      this.tries = 0
      if (this.version && told.version !== undefined) this.version.value = String(told.version)
      this.remember()
      this.advise(told.hint ?? '')
      if (told.drawing) this.redraw(told.drawing)
      this.show('saved', word(this.form, 'saved', told.saved))
      return this.mark()
    }
    if (answer.status === 401) return this.signedOut(told.signIn ?? location.pathname + location.search)
    if (answer.status === 409) return this.clash(told)
    if ([400, 403, 404, 410, 413, 422].includes(answer.status)) return this.refused(answer.status, told.error)
    this.retry()
  }

  private retry(): void {
    this.show('waiting', word(this.form, 'waiting'))
    const wait = Math.min(longestPause, 1000 * 2 ** this.tries++)
    this.later(wait * (.75 + Math.random() / 2))
  }

  // A no without a word (the page is somebody else's now, or something between us and the server said it): nobody is left with half a sentence.
  private async refused(status: number, why: string | undefined): Promise<void> {
    this.remember()
    const gone = [403, 404, 410].includes(status)
    if (!why && gone && await isSignedOut()) return this.signedOut(location.pathname + location.search)
    this.show('refused', word(this.form, 'refused', why || word(this.form, gone ? 'not-yours' : status === 413 ? 'too-long' : 'odd')))
  }

  private signedOut(address: string): void {
    this.remember()
    this.show('signed-out', word(this.form, 'signed-out'))
    const link = make('a', '', word(this.form, 'sign-in'))
    link.href = /^\/(?![/\\])/.test(address) ? address : '/'
    this.chip?.append(' ', link)
  }

  // A field only the other changed is taken; a field both changed is shown twice.
  private clash(told: Conflict): void {
    const now = read(this.form)
    this.newVersion = String(told.version ?? '')
    for (const [name, text] of Object.entries(told.theirs ?? {})) {
      const theirs = typeof text === 'string' ? [text] : text
      const untouched = same(now[name], this.base[name])
      if (same(now[name], theirs)) this.base[name] = theirs
      else if (same(theirs, this.base[name])) continue // only I have changed it
      else if (untouched) { write(this.form, { [name]: theirs }); this.base[name] = theirs }
      else this.ask(name, theirs)
    }
    if (this.clashes.size > 0) this.show('conflict', word(this.form, 'conflict'))
    else this.settled()
    this.remember()
  }

  private ask(name: string, theirs: string[]): void {
    this.clashes.get(name)?.remove()
    const box = make('div', 'om-clash')
    box.setAttribute('role', 'group')
    box.setAttribute('aria-label', word(this.form, 'conflict'))
    const keep = make('button', 'button button-secondary', word(this.form, 'keep'))
    const other = make('button', 'button button-secondary', word(this.form, 'take'))
    keep.type = other.type = 'button'
    const actions = make('div', 'om-actions')
    actions.append(keep, other)
    box.append(make('p', '', word(this.form, 'conflict')), make('p', 'om-small om-muted', word(this.form, 'theirs')), make('blockquote', '', this.told(name, theirs) || word(this.form, 'none')), actions)
    const field = controls(this.form).find(control => control.name === name)
    const place = this.form.querySelector(`[data-conflict-for="${CSS.escape(name)}"]`)
    // A choice and its label stay side by side; what has to be answered stands below them all.
    const around = isTick(field) ? field.closest(field.type === 'radio' ? 'fieldset' : 'li, td') ?? field.parentElement : null
    if (place) place.replaceChildren(box)
    else if (around) around.append(box)
    else field?.after(box)
    // What has to be answered is not left folded away.
    const fold = box.closest('details')
    if (fold) fold.open = true
    this.clashes.set(name, box)
    // What folds its parts away unfolds the one with the question in it.
    box.dispatchEvent(new Event('omtanke:clash', { bubbles: true }))

    const choose = (take: boolean) => {
      if (take) write(this.form, { [name]: theirs })
      this.base[name] = theirs
      box.remove()
      this.clashes.delete(name)
      field?.focus()
      if (this.clashes.size === 0) this.settled()
      this.remember()
    }
    keep.addEventListener('click', () => choose(false))
    other.addEventListener('click', () => choose(true))
  }

  // Words as they are; what was chosen by the words it is chosen by.
  private told(name: string, values: string[]): string {
    const choices = controls(this.form).filter(control => control.name === name).filter(isTick)
    return values.map(value => choices.find(choice => choice.value === value)?.labels?.[0]?.innerText.replaceAll(/\s+/g, ' ').trim() ?? value).join('\n')
  }

  private settled(): void {
    if (this.version && this.newVersion) this.version.value = this.newVersion
    if (this.dirty) this.later(0)
    else this.show('saved', '')
  }

  // A button in the same form (done, next) waits for the save, so that its own version is the newest. Where nothing is left to
  // save, the outcome is fetched: a window from yesterday has nothing to say against what was written since.
  private submitted(event: SubmitEvent): void {
    const submitter = event.submitter
    const outcome = submitter?.dataset['outcome']
    if (!this.flight && !this.dirty) {
      // On a page that tells of two windows, what stands in the fields is the answer.
      if (outcome === undefined || meta('omtanke-kept') === 'hold') return
      event.preventDefault()
      return this.anew(outcome)
    }
    event.preventDefault()
    void this.save().then(() => this.save()).then(() => {
      if (!this.dirty) this.form.requestSubmit(submitter instanceof HTMLElement && submitter.isConnected ? submitter : null)
    })
  }

  // The page as it is now. A page that is loaded anew stands where it stood, unless it is told not to; then it begins at the outcome.
  private anew(outcome: string): void {
    history.scrollRestoration = 'manual'
    history.replaceState(history.state, '', `#${outcome}`)
    location.reload()
  }

  private shown(): void {
    if (history.scrollRestoration === 'manual') document.getElementById(location.hash.slice(1))?.scrollIntoView()
  }

  // A word to the writer about what was just saved; never in the way.
  private advise(hint: string): void {
    const place = this.form.querySelector('[data-hint]')
    if (place && place.textContent !== hint) place.textContent = hint
  }

  // What was just saved, drawn by the server.
  private redraw(drawing: string): void {
    const place = this.form.querySelector('[data-drawing]')
    const svg = new DOMParser().parseFromString(drawing, 'image/svg+xml').documentElement
    if (place && svg.localName === 'svg') place.replaceChildren(document.adoptNode(svg))
  }

  private show(state: State, text: string): void {
    this.state = state
    if (!this.chip) return
    this.chip.dataset['state'] = state
    if (this.chip.textContent !== text) this.chip.textContent = text
  }
}

// One's own page is there for everybody who is signed in.
async function isSignedOut(): Promise<boolean> {
  try {
    const answer = await fetch('/me', { headers: { 'X-Omtanke': 'autosave' }, cache: 'no-store', redirect: 'manual' })
    return answer.type === 'opaqueredirect' || answer.status === 401
  } catch {
    return false
  }
}
