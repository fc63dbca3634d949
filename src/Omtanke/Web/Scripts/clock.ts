// The quiet clock of a conversation: minutes, no seconds, no sound.
import { each } from './scan'
import { word } from './words'

/** `<span data-clock data-clock-started data-clock-now data-word-minutes>`: how long ago it began. */
export function clock(root: ParentNode): void { each(root, '[data-clock]', begin) }

function begin(element: HTMLElement): void {
  const started = Date.parse(element.dataset['clockStarted'] ?? '')
  const offset = Date.parse(element.dataset['clockNow'] ?? '') - Date.now()
  if (Number.isNaN(started + offset)) return
  let timer = 0

  const tick = () => {
    clearTimeout(timer)
    if (!element.isConnected) return
    const spent = Date.now() + offset - started
    const text = word(element, 'minutes', String(Math.max(0, Math.floor(spent / 60_000))))
    // Writing the same words again would make a screen reader say them again.
    if (element.textContent !== text) element.textContent = text
    timer = window.setTimeout(tick, 60_000 - (spent % 60_000) + 50)
  }
  tick()
  document.addEventListener('visibilitychange', () => { if (!document.hidden) tick() })
}
