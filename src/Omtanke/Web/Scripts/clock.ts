// The quiet clock of a conversation: minutes, no seconds, no sound. It says each new phase once.
import { each } from './scan'
import { word } from './words'

/** Where a conversation stands after some minutes, when its phases are meant to take so many. */
export function phaseAt(minutes: number, phases: readonly number[]): { phase: number; spent: number[] } {
  let left = Math.max(0, minutes)
  const spent = phases.map((length, i) => {
    const here = i === phases.length - 1 ? left : Math.min(left, length)
    left -= here
    return here
  })
  let phase = 0
  for (let ends = phases[0] ?? 0; phase < phases.length - 1 && minutes >= ends; ends += phases[phase] ?? 0) phase++
  return { phase, spent }
}

/** `<div data-clock data-clock-started data-clock-now>` with `[data-clock-phase]` items. */
export function clock(root: ParentNode): void { each(root, '[data-clock]', begin) }

function begin(element: HTMLElement): void {
  const started = Date.parse(element.dataset['clockStarted'] ?? '')
  if (Number.isNaN(started)) return
  const serverNow = Date.parse(element.dataset['clockNow'] ?? '')
  const offset = Number.isNaN(serverNow) ? 0 : serverNow - Date.now()
  const items = [...element.querySelectorAll<HTMLElement>('[data-clock-phase]')]
  const lengths = items.map(item => Number(item.dataset['clockPhase']) || 0)
  const say = element.querySelector('[data-clock-say]')
  let before = -1
  let timer = 0

  const tick = () => {
    clearTimeout(timer)
    if (!element.isConnected) return
    const minutes = Math.floor((Date.now() + offset - started) / 60_000)
    const { phase, spent } = phaseAt(minutes, lengths)
    setText(element.querySelector('[data-clock-minutes]'), word(element, 'minutes', String(Math.max(0, minutes))))
    items.forEach((item, i) => {
      item.classList.toggle('om-now', i === phase)
      item.classList.toggle('om-done', i < phase)
      if (i === phase) item.setAttribute('aria-current', 'step')
      else item.removeAttribute('aria-current')
      setText(item.querySelector('[data-clock-spent]'), word(element, 'minutes', String(spent[i] ?? 0)))
    })
    if (before >= 0 && phase !== before) setText(say, word(element, 'phase', items[phase]?.querySelector('strong')?.textContent ?? ''))
    before = phase
    timer = window.setTimeout(tick, 60_000 - ((Date.now() + offset - started) % 60_000) + 50)
  }
  tick()
  document.addEventListener('visibilitychange', () => { if (!document.hidden) tick() })
}

// Writing the same words again would make a screen reader say them again.
function setText(element: Element | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text
}
