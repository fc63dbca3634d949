// Moving things in the ring of the year by hand: a thing is dropped on a month, and its own form in the list is sent with that month.
// The server decides where in the month it comes to lie and what the law allows; here a month that is surely wrong is only said to be so at once.
import { each, onScan, scan } from './scan'
import { word } from './words'

onScan(year)
scan(document)

const side = 360, middle = side / 2, near = 4

/** `[data-year]` with a `[data-year-wheel]`, its `[data-year-mark]`s, and a form `[data-year-move]` for each of them */
function year(root: ParentNode): void {
  each(root, '[data-year]', set => {
    const wheel = set.querySelector<SVGSVGElement>('[data-year-wheel]')
    const shown = wheel?.dataset['yearWheel']
    if (!wheel || !shown) return
    wheel.addEventListener('dragstart', event => event.preventDefault())
    // A finger on a thing moves it; beside it the page scrolls as ever.
    wheel.addEventListener('touchstart', event => { if (markAt(event)) event.preventDefault() }, { passive: false })
    wheel.addEventListener('pointerdown', event => {
      const mark = markAt(event)
      if (mark && event.button === 0) hold(set, wheel, mark, shown, event)
    })
  })
}

function hold(set: HTMLElement, wheel: SVGSVGElement, mark: SVGElement, shown: string, start: PointerEvent): void {
  start.preventDefault()
  const home = mark.getAttribute('transform') ?? ''
  const from = at(wheel, start)
  const own = monthAt(from)
  let moved = false
  wheel.setPointerCapture(start.pointerId)
  mark.classList.add('om-year-held')

  const move = (event: PointerEvent) => {
    const to = at(wheel, event)
    moved ||= Math.hypot(to.x - from.x, to.y - from.y) > near
    if (!moved) return
    mark.setAttribute('transform', `translate(${to.x} ${to.y})`)
    mark.parentElement?.append(mark)
    light(wheel, monthAt(to))
  }
  const end = (event: PointerEvent) => {
    stop()
    const to = event.type === 'pointerup' ? monthAt(at(wheel, event)) : undefined
    if (!moved || to === own) {
      mark.setAttribute('transform', home)
      if (!moved && event.type === 'pointerup') location.hash = mark.getAttribute('href') ?? ''
      return
    }
    const wrong = to && whyNot(wheel, mark, shown, to)
    const form = set.querySelector<HTMLFormElement>(`[data-year-move="${mark.dataset['yearMark']}"]`)
    const field = form?.querySelector<HTMLInputElement>('[data-year-month]')
    if (!to || wrong || !form || !field) {
      mark.setAttribute('transform', home)
      if (wrong) say(set, word(set, wrong))
      return
    }
    field.value = `${shown}-${String(to).padStart(2, '0')}`
    form.submit()
  }
  // A capture that ends by itself, as when a call comes in, leaves the thing where it was.
  const stop = () => {
    wheel.removeEventListener('pointermove', move)
    for (const over of ['pointerup', 'pointercancel'] as const) wheel.removeEventListener(over, end)
    mark.classList.remove('om-year-held')
    light(wheel, undefined)
  }
  wheel.addEventListener('pointermove', move)
  for (const over of ['pointerup', 'pointercancel'] as const) wheel.addEventListener(over, end)
}

function markAt(event: Event): SVGElement | null {
  return event.target instanceof Element ? event.target.closest<SVGElement>('[data-year-mark]') : null
}

function at(wheel: SVGSVGElement, point: { clientX: number, clientY: number }): { x: number, y: number } {
  return new DOMPoint(point.clientX, point.clientY).matrixTransform(wheel.getScreenCTM()?.inverse())
}

/** The month under a point, from 1; none in the very middle and far outside. */
function monthAt(point: { x: number, y: number }): number | undefined {
  const [x, y] = [point.x - middle, point.y - middle]
  const far = Math.hypot(x, y)
  if (far < 20 || far > middle) return undefined
  const turn = (Math.atan2(x, -y) / Math.PI * 180 + 360) % 360
  return Math.floor(turn / 30) + 1
}

function whyNot(wheel: SVGSVGElement, mark: SVGElement, shown: string, month: number): 'late' | 'past' | undefined {
  const there = `${shown}-${String(month).padStart(2, '0')}`
  const latest = mark.dataset['yearLatest']
  return latest && there > latest.slice(0, 7) ? 'late' : there < (wheel.dataset['yearToday'] ?? '').slice(0, 7) ? 'past' : undefined
}

function light(wheel: SVGSVGElement, month: number | undefined): void {
  for (const part of wheel.querySelectorAll<SVGElement>('[data-year-part]')) part.classList.toggle('om-year-over', part.dataset['yearPart'] === String(month))
}

function say(set: HTMLElement, text: string): void {
  const place = set.querySelector('[data-year-say]')
  if (!place) return
  place.textContent = ''
  place.textContent = text
}
