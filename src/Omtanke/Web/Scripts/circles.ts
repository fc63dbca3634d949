// Circles to draw: drag to move, pull the handle to change the size, or use the keys. The fields hold the numbers and the drawing
// follows them, so both ways lead to the same picture and the form saves as ever. Words and geometry are the server's
// (Circles.cs, Round.cs, CirclesDrawing.cs), followed while somebody draws.
import { each } from './scan'
import { make, word } from './words'

interface Round { x: number, y: number, r: number }

const least = 5, most = 45, side = 100, scale = 4
const names = ['x', 'y', 'r'] as const
const meetings: [number, string][] = [[.002, 'apart'], [.25, 'little'], [.6, 'some'], [.97, 'much']]

/** `[data-circles]` with a `[data-circles-picture]` for each picture */
export function circles(root: ParentNode): void {
  each(root, '[data-circles]', set => {
    const pictures: Picture[] = []
    for (const element of set.querySelectorAll<HTMLElement>('[data-circles-picture]')) pictures.push(new Picture(set, element, pictures[0]))
    const draw = () => { for (const picture of pictures) picture.draw() }
    set.addEventListener('input', draw)
    set.closest('form')?.addEventListener('omtanke:filled', draw)
    draw()
  })
}

class Picture {
  private readonly svg: SVGSVGElement
  private readonly shapes: SVGCircleElement[]
  private readonly titles: string[]
  private readonly fields: Record<typeof names[number], HTMLInputElement>[]
  /** Where a circle is while it is being dragged: the fields hold whole numbers only. */
  private held: { circle: number, round: Round } | undefined
  private timer = 0

  constructor(private readonly set: HTMLElement, private readonly element: HTMLElement, private readonly first: Picture | undefined) {
    this.svg = element.querySelector<SVGSVGElement>('[data-circles-drawing] svg')!
    this.shapes = ['1', '2', '3'].map(name => this.svg.querySelector<SVGCircleElement>(`[data-circle="${name}"]`)!)
    const groups = [...element.querySelectorAll<HTMLElement>('[data-circles-title]')]
    this.titles = groups.map(group => group.dataset['circlesTitle'] ?? '')
    this.fields = groups.map(group => Object.fromEntries(names.map(name => [name, group.querySelector(`[data-circles-number="${name}"]`)!])) as Record<typeof names[number], HTMLInputElement>)
    this.prepare()
    const numbers = element.querySelector<HTMLDetailsElement>('details[data-circles-numbers]')
    if (numbers && numbers.dataset['circlesNumbers'] === '') numbers.open = false
    element.querySelector('[data-circles-copy]')?.addEventListener('click', () => this.copy())
  }

  /** Where the circles are. What is left empty stands as in the first picture. */
  get rounds(): Round[] {
    const before = this.first?.rounds
    return this.fields.map((fields, circle) => {
      if (this.held?.circle === circle) return this.held.round
      const at = (name: typeof names[number]) => number(fields[name]) ?? before?.[circle]?.[name] ?? Number(fields[name].dataset['circlesAt'])
      return inside({ x: at('x'), y: at('y'), r: at('r') })
    })
  }

  draw(): void {
    const rounds = this.rounds
    // Large enough for a finger, however small the picture is shown.
    const reach = String(22 * side * scale / (this.svg.getBoundingClientRect().width || side * scale))
    rounds.forEach((round, circle) => {
      const shape = this.shapes[circle]!
      shape.setAttribute('cx', String(round.x * scale))
      shape.setAttribute('cy', String(round.y * scale))
      shape.setAttribute('r', String(round.r * scale))
      const label = labelAt(rounds, circle)
      this.svg.querySelector(`[data-circle-name="${circle + 1}"]`)?.setAttribute('transform', `translate(${label.x * scale} ${label.y * scale})`)
      const edge = round.r * scale * Math.SQRT1_2
      const handle = this.svg.querySelector(`[data-circle-handle="${circle + 1}"]`)
      handle?.setAttribute('transform', `translate(${round.x * scale + edge} ${round.y * scale + edge})`)
      handle?.querySelector('.om-circles-reach')?.setAttribute('r', reach)
      for (const name of names) this.fields[circle]![name].placeholder = String(Math.round(round[name]))
    })
    const told = this.told(rounds)
    const list = this.element.querySelector('[data-circles-told]')
    if (list && [...list.children].some((line, place) => line.textContent !== told[place])) list.replaceChildren(...told.map(text => make('li', '', text)))
  }

  // With a script the picture is something to work in: each circle can be reached and heard by itself.
  private prepare(): void {
    const title = this.svg.querySelector('title')
    this.svg.setAttribute('role', 'application')
    this.svg.setAttribute('aria-label', title?.textContent ?? '')
    this.svg.removeAttribute('aria-labelledby')
    this.svg.setAttribute('aria-describedby', this.set.getAttribute('aria-describedby') ?? '')
    title?.remove()
    this.svg.querySelector('desc')?.remove()
    this.shapes.forEach((shape, circle) => {
      shape.setAttribute('tabindex', '0')
      shape.setAttribute('role', 'img')
      shape.setAttribute('aria-label', this.titles[circle] ?? '')
      shape.addEventListener('keydown', event => this.key(event, circle))
      const handle = document.createElementNS(this.svg.namespaceURI, 'g')
      handle.setAttribute('data-circle-handle', String(circle + 1))
      handle.setAttribute('class', 'om-circles-handle')
      for (const [r, name] of [[22, 'om-circles-reach'], [11, 'om-circles-grip']] as const) {
        const dot = document.createElementNS(this.svg.namespaceURI, 'circle')
        dot.setAttribute('r', String(r))
        dot.setAttribute('class', name)
        handle.append(dot)
      }
      this.svg.append(handle)
    })
    this.svg.addEventListener('pointerdown', event => this.grasp(event))
    // A finger on a circle draws; beside them it scrolls the page as ever.
    this.svg.addEventListener('touchstart', event => {
      const touch = event.touches[0]
      if (touch && this.under(touch, event.target)) event.preventDefault()
    }, { passive: false })
  }

  private grasp(event: PointerEvent): void {
    const found = event.button === 0 ? this.under(event, event.target) : undefined
    if (!found) return
    event.preventDefault()
    const { circle, resizes } = found
    const start = this.rounds[circle]!
    const from = this.at(event)
    const reach = Math.hypot(from.x - start.x, from.y - start.y) - start.r
    this.shapes[circle]!.focus({ preventScroll: true })
    this.svg.setPointerCapture(event.pointerId)
    this.element.classList.add('om-circles-held')

    const move = (event: PointerEvent) => {
      const to = this.at(event)
      const round = resizes
        ? inside({ ...start, r: Math.hypot(to.x - start.x, to.y - start.y) - reach })
        : inside({ x: start.x + to.x - from.x, y: start.y + to.y - from.y, r: start.r })
      this.held = { circle, round }
      this.write(circle, round)
    }
    const stop = () => {
      this.svg.removeEventListener('pointermove', move)
      for (const end of ['pointerup', 'pointercancel', 'lostpointercapture'] as const) this.svg.removeEventListener(end, stop)
      this.element.classList.remove('om-circles-held')
      if (!this.held) return
      this.held = undefined
      this.draw()
      this.say(circle)
    }
    this.svg.addEventListener('pointermove', move)
    for (const end of ['pointerup', 'pointercancel', 'lostpointercapture'] as const) this.svg.addEventListener(end, stop)
  }

  // The smallest circle there is the one meant: a larger one can be taken beside it.
  private under(point: { clientX: number, clientY: number }, target: EventTarget | null): { circle: number, resizes: boolean } | undefined {
    const handle = target instanceof Element ? target.closest('[data-circle-handle]') : null
    if (handle) return { circle: Number(handle.getAttribute('data-circle-handle')) - 1, resizes: true }
    const at = this.at(point)
    const [hit] = this.rounds.map((round, circle) => ({ round, circle })).filter(({ round }) => Math.hypot(at.x - round.x, at.y - round.y) <= round.r).sort((a, b) => a.round.r - b.round.r)
    return hit && { circle: hit.circle, resizes: false }
  }

  private at(point: { clientX: number, clientY: number }): { x: number, y: number } {
    const place = new DOMPoint(point.clientX, point.clientY).matrixTransform(this.svg.getScreenCTM()?.inverse())
    return { x: place.x / scale, y: place.y / scale }
  }

  private key(event: KeyboardEvent, circle: number): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const step = event.shiftKey && event.key.startsWith('Arrow') ? 10 : 2
    const [x, y, r] = ({ ArrowLeft: [-step, 0, 0], ArrowRight: [step, 0, 0], ArrowUp: [0, -step, 0], ArrowDown: [0, step, 0], '+': [0, 0, 2], '=': [0, 0, 2], '-': [0, 0, -2], '_': [0, 0, -2] } as Record<string, number[]>)[event.key] ?? []
    if (x === undefined || y === undefined || r === undefined) return
    event.preventDefault()
    const now = this.rounds[circle]!
    this.write(circle, inside({ x: Math.round(now.x) + x, y: Math.round(now.y) + y, r: Math.round(now.r) + r }))
    clearTimeout(this.timer)
    this.timer = window.setTimeout(() => this.say(circle), 300)
  }

  private write(circle: number, round: Round): void {
    for (const name of names) this.fields[circle]![name].value = String(Math.round(round[name]))
    this.fields[circle]!.r.dispatchEvent(new Event('input', { bubbles: true }))
  }

  private copy(): void {
    this.first?.rounds.forEach((round, circle) => this.write(circle, round))
    this.tell(word(this.set, 'copied'))
  }

  private say(circle: number): void {
    const rounds = this.rounds
    const round = rounds[circle]!
    const pairs = rounds.map((_, other) => other).filter(other => other !== circle).map(other => this.pair(rounds, Math.min(circle, other), Math.max(circle, other)))
    this.tell([fill(word(this.set, 'moved', '{0}'), this.titles[circle] ?? '', Math.round(round.x), Math.round(round.y), Math.round(round.r)), ...pairs].join(' '))
  }

  private tell(text: string): void {
    const place = this.element.querySelector('[data-circles-say]')
    if (place) place.textContent = text
  }

  private told(rounds: Round[]): string[] {
    const all = rounds.reduce((sum, round) => sum + area(round), 0)
    return [
      ...rounds.map((round, circle) => fill(word(this.set, 'fills', '{0}'), this.titles[circle] ?? '', Math.round(100 * area(round) / all))),
      ...rounds.flatMap((_, one) => rounds.slice(one + 1).map((_, further) => this.pair(rounds, one, one + 1 + further))),
    ]
  }

  private pair(rounds: Round[], one: number, other: number): string {
    const [a, b] = [rounds[one]!, rounds[other]!]
    const [small, large] = [Math.min(area(a), area(b)), Math.max(area(a), area(b))]
    const part = shared(a, b) / small
    const meeting = meetings.find(([limit]) => part < limit)?.[1] ?? (large / small < 1.1 ? 'same' : 'within')
    const [first, second] = meeting === 'within' && a.r > b.r ? [other, one] : [one, other]
    return fill(word(this.set, meeting, '{0}'), this.titles[first] ?? '', this.titles[second] ?? '')
  }
}

function inside(round: Round): Round {
  const r = clamp(round.r, least, most)
  return { x: clamp(round.x, r, side - r), y: clamp(round.y, r, side - r), r }
}

function labelAt(rounds: Round[], circle: number): { x: number, y: number } {
  const round = rounds[circle]!
  const others = rounds.filter((_, other) => other !== circle)
  const away = { x: round.x - others.reduce((sum, other) => sum + other.x, 0) / others.length, y: round.y - others.reduce((sum, other) => sum + other.y, 0) / others.length }
  const length = Math.hypot(away.x, away.y)
  const turn = (circle * 120 - 90) * Math.PI / 180
  const [x, y] = length < 3 ? [Math.cos(turn), Math.sin(turn)] : [away.x / length, away.y / length]
  return { x: clamp(round.x + x * round.r * .5, 16, 84), y: clamp(round.y + y * round.r * .5, 5, 95) }
}

function shared(a: Round, b: Round): number {
  const [small, large] = a.r < b.r ? [a.r, b.r] : [b.r, a.r]
  const apart = Math.hypot(a.x - b.x, a.y - b.y)
  if (apart >= small + large) return 0
  if (apart <= large - small) return Math.PI * small * small
  return segment(small, (apart * apart + small * small - large * large) / (2 * apart)) + segment(large, (apart * apart + large * large - small * small) / (2 * apart))
}

function segment(r: number, fromMiddle: number): number {
  return r * r * Math.acos(clamp(fromMiddle / r, -1, 1)) - fromMiddle * Math.sqrt(Math.max(0, r * r - fromMiddle * fromMiddle))
}

function area(round: Round): number { return Math.PI * round.r * round.r }
function clamp(value: number, low: number, high: number): number { return Math.min(Math.max(value, low), high) }
function fill(text: string, ...values: (string | number)[]): string { return values.reduce<string>((said, value, place) => said.replaceAll(`{${place}}`, String(value)), text) }

function number(field: HTMLInputElement): number | undefined {
  const text = field.value.trim().replace(',', '.')
  if (!/^\d+(\.\d*)?$/.test(text)) return undefined
  const value = Number(text)
  return field.dataset['circlesNumber'] === 'r' ? (value >= least && value <= most ? value : undefined) : value <= side ? value : undefined
}
