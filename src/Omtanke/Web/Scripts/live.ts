// One shared screen, two people: what the other has saved appears here within two seconds, and what I write is never touched.
// The server's version number is the truth; the stream only says that there is a newer one, and polling alone is enough.
import { each, scan } from './scan'
import { itIs } from './time'

const alone = 2000
const beside = 10_000
const calm = 45_000

/**
 * `<div data-live="/…/parts" data-live-version data-live-stream="/…/stream">` with `[data-part]` inside.
 * A stream may tell versions, or bring the parts themselves (`frame`): then it is asked for only now and then. What is one's own
 * (`data-live-own-at`) is asked for when the parts say that it is another (`data-live-own`), or that somebody came to one's own
 * table or left it (`data-live-seats`: two characters a table; `data-live-seat`: its number and characters as they were). A part waits while somebody is in it,
 * unless it has become another thing (`data-part-key`).
 */
export function live(root: ParentNode): void { each(root, '[data-live]', element => new Live(element)) }

class Live {
  private version: number
  private source: EventSource | undefined
  private up = false
  private brought = false
  private timer = 0
  private reading = false
  private wanted = false
  private ended = false
  /** Whether everything is asked for, whatever version is known: what is one's own has changed, or was not told. */
  private whole = false
  /** What somebody is pressing this moment. */
  private pressed: Node | undefined
  /** Parts that wait until the person has left them. */
  private readonly held = new Map<string, Element>()
  /** Each part as the server told it, before scripts and people touched it. */
  private readonly told = new WeakMap<Element, string>()

  constructor(private readonly element: HTMLElement) {
    this.version = Number(element.dataset['liveVersion']) || 0
    this.wake()
    document.addEventListener('visibilitychange', () => document.hidden ? this.sleep() : this.wake())
    addEventListener('pageshow', () => this.wake())
    addEventListener('online', () => this.wake())
    addEventListener('pagehide', () => this.sleep())
    element.addEventListener('focusout', () => setTimeout(() => this.release()))
    // A part that is put in place between the press and its end would swallow the press.
    const lift = () => setTimeout(() => { this.pressed = undefined; this.release() })
    element.addEventListener('pointerdown', event => { this.pressed = event.target as Node })
    element.addEventListener('keydown', event => { if (event.key === ' ') this.pressed = event.target as Node })
    for (const end of ['pointerup', 'pointercancel', 'keyup']) addEventListener(end, lift)
    const changed = () => { this.whole = true; void this.read() }
    // What is one's own is told to nobody else, but two windows may be the same person's.
    const windows = new BroadcastChannel(`omtanke ${element.dataset['live'] ?? ''}`)
    windows.addEventListener('message', changed)
    document.addEventListener('omtanke:changed', () => { changed(); windows.postMessage('') })
    itIs(Number(element.dataset['now']))
  }

  private wake(): void {
    if (this.ended || document.hidden) return
    this.listen()
    void this.read()
  }

  // A hidden tab holds no connection: browsers allow few, and it reads everything anew when it is looked at again.
  private sleep(): void {
    clearTimeout(this.timer)
    this.source?.close()
    this.source = undefined
    this.up = false
  }

  private listen(): void {
    const address = this.element.dataset['liveStream']
    if (!address || this.source) return
    const source = this.source = new EventSource(address)
    source.addEventListener('version', event => {
      this.up = true
      if (Number((event as MessageEvent<string>).data) > this.version) void this.read()
    })
    source.addEventListener('frame', event => {
      this.up = this.brought = true
      this.take((event as MessageEvent<string>).data)
      this.plan()
    })
    source.addEventListener('pulse', () => { this.up = this.brought = true })
    source.addEventListener('error', () => {
      this.up = false
      this.plan()
      // The browser gives up for good on an answer that is no stream; then we open it again ourselves, later.
      if (source.readyState === EventSource.CLOSED && this.source === source) setTimeout(() => { this.source = undefined; if (!this.ended && !document.hidden) this.listen() }, beside)
    })
  }

  private plan(): void {
    clearTimeout(this.timer)
    if (!this.ended && !document.hidden) this.timer = window.setTimeout(() => void this.read(), !this.up ? alone : this.brought ? calm * (.5 + Math.random()) : beside)
  }

  private async read(): Promise<void> {
    if (this.ended || !this.element.isConnected) return this.sleep()
    if (this.reading) { this.wanted = true; return }
    this.reading = true
    this.wanted = false
    const whole = this.whole
    this.whole = false
    try {
      const address = new URL(this.element.dataset['live'] ?? '', location.href)
      address.searchParams.set('since', String(whole ? 0 : this.version))
      const answer = await fetch(address, { headers: { 'X-Omtanke': 'live' }, cache: 'no-store', redirect: 'manual', signal: AbortSignal.timeout(10_000) })
      if (answer.type === 'opaqueredirect' || [401, 403, 404, 410].includes(answer.status)) return this.end()
      itIs(Number(answer.headers.get('X-Omtanke-Now')))
      if (answer.status === 200) this.take(await answer.text())
      else if (answer.status !== 204) this.whole ||= whole
    } catch {
      // No network: the next reading is already planned.
      this.whole ||= whole
    } finally {
      this.reading = false
      if (this.wanted) void this.read()
      else this.plan()
    }
  }

  private take(html: string): void {
    const told = new DOMParser().parseFromString(html, 'text/html')
    const version = Number(told.querySelector<HTMLElement>('[data-live-version]')?.dataset['liveVersion'])
    if (Number.isNaN(version)) return
    if (version < this.version) {
      // A frame was quicker than what was asked for; what is one's own came only here.
      if (told.querySelector<HTMLElement>('[data-live-own]')?.dataset['liveOwn'] === this.element.dataset['liveOwn']) for (const part of told.querySelectorAll('[data-part="own"], [data-part="seat"]')) this.place(part)
      else if (told.querySelector('[data-part="own"]')) this.whole = this.wanted = true
      return
    }
    this.version = version
    for (const part of told.querySelectorAll('[data-part]')) this.place(part)
    if (told.querySelector('[data-part="own"]')) {
      this.element.dataset['liveOwn'] = told.querySelector<HTMLElement>('[data-live-own]')?.dataset['liveOwn'] ?? ''
      return
    }
    const own = told.querySelector<HTMLElement>('[data-live-own]')?.dataset['liveOwn']
    if (own === undefined || (own === this.element.dataset['liveOwn'] && this.sits(told.querySelector<HTMLElement>('[data-live-seats]')?.dataset['liveSeats']))) return
    this.element.dataset['liveOwn'] = own
    void this.own()
  }

  // Whether the company at one's own table is as it was.
  private sits(seats = ''): boolean {
    const [table, mark] = (this.element.querySelector<HTMLElement>('[data-live-seat]')?.dataset['liveSeat'] ?? '').split(' ')
    return !table || seats.slice(2 * Number(table) - 2, 2 * Number(table)) === mark
  }

  // A whole hall is told at the same moment; it does not have to ask at the same moment.
  private async own(): Promise<void> {
    await new Promise(wait => setTimeout(wait, Math.random() * 400))
    try {
      const answer = await fetch(this.element.dataset['liveOwnAt'] ?? '', { headers: { 'X-Omtanke': 'live' }, cache: 'no-store', redirect: 'manual', signal: AbortSignal.timeout(10_000) })
      itIs(Number(answer.headers.get('X-Omtanke-Now')))
      if (answer.status === 200) for (const part of new DOMParser().parseFromString(await answer.text(), 'text/html').querySelectorAll('[data-part]')) this.place(part)
      else this.anew()
    } catch { this.anew() }
  }

  // Without what is one's own the page is not right.
  private anew(): void {
    this.whole = true
    setTimeout(() => void this.read(), alone)
  }

  private place(part: Element): void {
    const name = part.getAttribute('data-part') ?? ''
    const here = this.element.querySelector(`[data-part="${CSS.escape(name)}"]`)
    if (!here || here.hasAttribute('data-part-keep')) return
    const another = here.getAttribute('data-part-key') !== part.getAttribute('data-part-key')
    if (!another && here.querySelector('form[data-autosave], [data-autosave] textarea, form[data-outbox]')) return
    const at = here.contains(document.activeElement) ? document.activeElement : null
    if ((this.pressed && here.contains(this.pressed)) || (!another && at?.matches('input, textarea, select, summary') && !at.closest('[data-sent]'))) { this.held.set(name, part); return }
    this.held.delete(name)
    // What was told last is compared, not what stands here now: a clock that counts, or the focus on the part, is no news.
    if ((this.told.get(here) ?? here.outerHTML) === part.outerHTML) return
    const fresh = document.importNode(part, true)
    this.told.set(fresh, part.outerHTML)
    for (const open of here.querySelectorAll('details[open] > summary')) fresh.querySelectorAll('summary').forEach(summary => { if (summary.textContent === open.textContent) summary.parentElement?.setAttribute('open', '') })
    here.replaceWith(fresh)
    if (at) refocus(fresh, at)
    scan(fresh)
    fresh.dispatchEvent(new Event('omtanke:swapped', { bubbles: true }))
  }

  private release(): void { for (const part of [...this.held.values()]) this.place(part) }

  private end(): void {
    this.ended = true
    this.sleep()
    for (const element of document.querySelectorAll<HTMLElement>('[data-live-gone]')) element.hidden = false
  }
}

// Whoever pressed a button with the keyboard stands where they stood: on the same button, or where it was.
function refocus(part: Element, at: Element): void {
  const action = (element: Element) => element.closest('form')?.getAttribute('action') ?? element.getAttribute('href')
  const alike = [...part.querySelectorAll<HTMLElement>(at.localName)]
  const does = action(at)
  const sameDeed = does === null ? [] : alike.filter(one => action(one) === does)
  const there = alike.find(one => at.hasAttribute('data-key') && one.dataset['key'] === at.getAttribute('data-key')) ?? alike.find(one => one.id !== '' && one.id === at.id) ?? sameDeed.find(one => one.getAttribute('value') === at.getAttribute('value')) ?? sameDeed[0]
  there?.focus()
  if (part.contains(document.activeElement)) return
  part.setAttribute('tabindex', '-1')
  ;(part as HTMLElement).focus({ preventScroll: true })
}
