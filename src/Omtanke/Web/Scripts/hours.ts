// The table of hours: sums and bar follow what is typed, rows one does not use are put away, rows of one's own come forth one
// by one. The server works out the same sums when the page is made; here they only need not wait for it.
import { each } from './scan'
import { word } from './words'

const kinds = ['only-gives', 'both', 'only-drains', 'neither'] as const
type Sums = Record<(typeof kinds)[number], number>

/** `[data-hours-table]`, with its `[data-hours-sum]` in the same step */
export function hours(root: ParentNode): void {
  each(root, '[data-hours-table]', table => {
    const rows = [...table.querySelectorAll<HTMLElement>('[data-hours-row]')].map(row => new Row(row))
    if (rows.some(row => row.number)) begin(table, rows)
  })
}

function begin(table: HTMLElement, rows: Row[]): void {
  const sum = table.parentElement?.querySelector<HTMLElement>('[data-hours-sum]')
  const say = table.querySelector('[data-hours-say]')
  const more = table.querySelector<HTMLButtonElement>('[data-hours-more]')

  const count = () => { if (sum) show(sum, rows) }
  // One's own rows wait until they are wanted; the first empty one stands ready behind the button.
  const wait = () => { if (more) more.hidden = !rows.some(row => row.element.hidden) }
  for (const row of rows) if (row.isOwn && row.isEmpty) row.element.hidden = true
  wait()

  for (const row of rows) row.show()
  table.addEventListener('input', () => {
    // What is written in is not put away.
    for (const row of rows) if (!row.isAway) row.show(false)
    count()
  })
  table.addEventListener('change', count)
  table.closest('form')?.addEventListener('omtanke:filled', () => {
    for (const row of rows) {
      if (!row.isEmpty) row.element.hidden = false
      row.show()
    }
    wait()
    count()
  })
  more?.addEventListener('click', () => {
    const next = rows.find(row => row.element.hidden)
    if (!next) return
    next.element.hidden = false
    wait()
    next.name?.focus()
  })
  for (const row of rows) row.put?.addEventListener('click', () => {
    const away = row.toggle()
    if (say) say.textContent = away
    row.number?.dispatchEvent(new Event('input', { bubbles: true }))
  })
}

interface Line { hours: string, gives: boolean, drains: boolean, change: string, name: string }

const nothing: Line = { hours: '0', gives: false, drains: false, change: '', name: '' }

class Row {
  readonly number: HTMLInputElement | null
  readonly gives: HTMLInputElement | null
  readonly drains: HTMLInputElement | null
  readonly change: HTMLTextAreaElement | null
  readonly name: HTMLInputElement | null
  readonly put: HTMLButtonElement | null
  private before: Line | undefined

  constructor(readonly element: HTMLElement) {
    this.number = element.querySelector('[data-hours-number]')
    this.gives = element.querySelector('[data-hours-gives]')
    this.drains = element.querySelector('[data-hours-drains]')
    this.change = element.querySelector('[data-hours-change]')
    this.name = element.querySelector('[data-hours-name]')
    this.put = element.querySelector('[data-hours-put]')
  }

  get isOwn(): boolean { return this.element.dataset['hoursRow'] === 'own' }

  /** Put away is no hours and nothing else, whoever said so: read as the server reads it (Hours.cs). */
  get isAway(): boolean { return this.number?.value.trim() === '0' && !this.gives?.checked && !this.drains?.checked && !this.change?.value && !this.name?.value }

  get isEmpty(): boolean { return !this.number?.value && !this.gives?.checked && !this.drains?.checked && !this.change?.value && !this.name?.value }

  get hours(): number {
    const text = this.number?.value.trim().replace(',', '.') ?? ''
    const hours = /^\+?\d+(\.\d*)?$|^\.\d+$/.test(text) ? Number(text) : 0
    return hours <= 168 ? hours : 0
  }

  get kind(): keyof Sums {
    const gives = this.gives?.checked ?? false
    const drains = this.drains?.checked ?? false
    return gives && drains ? 'both' : gives ? 'only-gives' : drains ? 'only-drains' : 'neither'
  }

  // What stood there comes back when one thinks better of it. After a row was put away on another day only its nought goes.
  toggle(): string {
    const away = !this.element.classList.contains('om-hours-away')
    const before = this.before
    this.before = away ? this.line : undefined
    this.line = away ? nothing : before ?? { ...this.line, hours: '' }
    this.show(away)
    return this.put?.textContent ?? ''
  }

  /** Shows whether it is put away, and what the button would do. */
  show(away = this.isAway): void {
    this.element.classList.toggle('om-hours-away', away)
    const label = this.put?.querySelector('[data-hours-put-word]')
    if (label && this.put) label.textContent = word(this.put, away ? 'back' : 'away')
  }

  private get line(): Line {
    return { hours: this.number?.value ?? '', gives: this.gives?.checked ?? false, drains: this.drains?.checked ?? false, change: this.change?.value ?? '', name: this.name?.value ?? '' }
  }

  private set line(line: Line) {
    if (this.number) this.number.value = line.hours
    if (this.gives) this.gives.checked = line.gives
    if (this.drains) this.drains.checked = line.drains
    if (this.change) this.change.value = line.change
    if (this.name) this.name.value = line.name
  }
}

function show(sum: HTMLElement, rows: Row[]): void {
  const sums: Sums = { 'only-gives': 0, both: 0, 'only-drains': 0, neither: 0 }
  for (const row of rows) sums[row.kind] += row.hours
  const all = kinds.reduce((total, kind) => total + sums[kind], 0)
  const spell = new Intl.NumberFormat(document.documentElement.lang || 'da', { maximumFractionDigits: 2, useGrouping: false })
  const inHours = (hours: number) => round(hours) === 1 ? word(sum, 'one') : word(sum, 'some', spell.format(hours))
  const inShare = (hours: number) => word(sum, 'share', inHours(hours)).replace('{1}', String(all === 0 ? 0 : Math.round(100 * hours / all)))
  const tell = (name: string, text: string) => { for (const place of sum.querySelectorAll(`[data-hours="${name}"]`)) place.textContent = text }

  for (const none of sum.querySelectorAll<HTMLElement>('[data-hours-none]')) none.hidden = all > 0
  for (const some of sum.querySelectorAll<HTMLElement>('[data-hours-some]')) some.hidden = all === 0
  for (const much of sum.querySelectorAll<HTMLElement>('[data-hours-much]')) much.hidden = all <= Number(much.dataset['hoursMuch'])
  tell('all', inHours(all))
  tell('gives', inShare(sums['only-gives'] + sums.both))
  tell('drains', inShare(sums['only-drains'] + sums.both))
  let from = 0
  for (const kind of kinds) {
    tell(kind, inShare(sums[kind]))
    const width = all === 0 ? 0 : 100 * sums[kind] / all
    for (const part of sum.querySelectorAll(`[data-hours-part="${kind}"] rect`)) {
      part.setAttribute('x', `${from}%`)
      part.setAttribute('width', `${width}%`)
    }
    from += width
  }
}

function round(hours: number): number { return Math.round(hours * 100) / 100 }
