// The clock of a workshop: an end time that every device counts down to by the server's time. A phone that wakes late says how
// long ago the time was up; it never rings late. Screen readers hear one minute, and zero.
import { each } from '../scan'
import { now } from '../time'
import { word } from '../words'
import { ring } from './bell'

const minute = 60_000
/** Later than this is late. */
const prompt = 3000

/** End times that have been told, so that a part put in place anew does not tell again. */
const told = new Map<number, 'minute' | 'up'>()

/** Minutes and seconds that are left, as a clock shows them: 4:05. */
export function clockFace(left: number): string {
  const seconds = Math.max(0, Math.ceil(left / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** `<p data-timer data-timer-ends>` with `[data-timer-shown]` and `[data-timer-say]`. */
export function timer(root: ParentNode): void { each(root, '[data-timer]', begin) }

function begin(element: HTMLElement): void {
  const ends = Number(element.dataset['timerEnds'])
  const shown = element.querySelector<HTMLElement>('[data-timer-shown]')
  const say = element.querySelector<HTMLElement>('[data-timer-say]')
  if (!ends || !shown) return

  const tick = () => {
    if (!element.isConnected) return
    const left = ends - now()
    element.classList.toggle('om-timer-up', left <= 0)
    if (left > 0) {
      set(shown, clockFace(left))
      if (left <= minute && !told.has(ends)) {
        told.set(ends, 'minute')
        // Begun with less than a minute, there is nothing to warn of.
        if (left > minute - prompt) set(say, word(element, 'minute'))
      }
    } else {
      const ago = Math.floor(-left / minute)
      set(shown, ago === 0 ? word(element, 'up') : ago === 1 ? word(element, 'late-one') : word(element, 'late', String(ago)))
      if (told.get(ends) !== 'up') {
        told.set(ends, 'up')
        if (-left < prompt) {
          set(say, word(element, 'up'))
          if (element.hasAttribute('data-timer-bell')) ring()
          else navigator.vibrate?.([200, 100, 200])
        }
      }
    }
    window.setTimeout(tick, left > 0 ? left % 1000 || 1000 : 5000)
  }
  tick()
  document.addEventListener('visibilitychange', () => { if (!document.hidden) tick() })
}

// Writing the same words again would make a screen reader say them again.
function set(element: HTMLElement | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text
}
