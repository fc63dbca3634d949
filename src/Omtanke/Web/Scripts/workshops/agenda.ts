// The agenda of a workshop: items are moved by dragging or by their buttons, and the times follow at once. Without the script
// the buttons send the form, and the server counts.
import { each } from '../scan'
import { word } from '../words'

/** `<form data-agenda data-agenda-start="540" data-agenda-mark=".">` with `[data-agenda-item]` */
export function agenda(root: ParentNode): void { each<HTMLFormElement>(root, 'form[data-agenda]', begin) }

function begin(form: HTMLFormElement): void {
  const items = () => [...form.querySelectorAll<HTMLElement>('[data-agenda-item]')]
  const before = () => new URLSearchParams(new FormData(form) as unknown as Record<string, string>).toString()
  const saved = before()
  let sent = false

  const count = () => {
    let minutes = Number(form.dataset['agendaStart'])
    const start = minutes
    for (const item of items()) {
      const out = item.querySelector<HTMLInputElement>('[data-agenda-out]')?.checked ?? false
      item.classList.toggle('om-agenda-left-out', out)
      show(item, '[data-agenda-when]', out ? '–' : clock(form, minutes))
      if (!out) minutes += Math.max(0, Math.trunc(Number(item.querySelector<HTMLInputElement>('[data-agenda-minutes]')?.value)) || 0)
    }
    show(form, '[data-agenda-total]', String(minutes - start))
    show(form, '[data-agenda-end]', clock(form, minutes))
    const all = items()
    all.forEach((item, place) => {
      disable(item, '[data-agenda-up]', place === 0)
      disable(item, '[data-agenda-down]', place === all.length - 1)
    })
    const unsaved = form.querySelector<HTMLElement>('[data-agenda-unsaved]')
    if (unsaved) unsaved.hidden = before() === saved
  }

  const say = (item: HTMLElement) => {
    const place = form.querySelector<HTMLElement>('[data-agenda-say]')
    if (place) place.textContent = word(place, 'moved', item.querySelector('h3')?.textContent ?? '') + ' ' + (item.querySelector('[data-agenda-when]')?.textContent ?? '')
  }

  const step = (item: HTMLElement, up: boolean, button: HTMLElement) => {
    const other = up ? item.previousElementSibling : item.nextElementSibling
    if (!other) return
    if (up) other.before(item)
    else other.after(item)
    count()
    say(item)
    // A button that has come to the end gives the focus to its neighbour.
    if (button instanceof HTMLButtonElement && button.disabled) item.querySelector<HTMLElement>(up ? '[data-agenda-down]' : '[data-agenda-up]')?.focus()
    else button.focus()
  }

  form.addEventListener('input', count)
  form.addEventListener('change', count)
  form.addEventListener('submit', () => { sent = true })
  addEventListener('beforeunload', event => { if (!sent && before() !== saved) event.preventDefault() })
  for (const item of items()) {
    for (const up of [true, false]) {
      const button = item.querySelector<HTMLElement>(up ? '[data-agenda-up]' : '[data-agenda-down]')
      button?.addEventListener('click', event => { event.preventDefault(); step(item, up, button) })
    }
    drag(item, items, () => { count(); say(item) })
  }
  count()
}

// Pointer events: fingers, pens and mice alike.
function drag(item: HTMLElement, items: () => HTMLElement[], moved: () => void): void {
  const handle = item.querySelector<HTMLElement>('[data-agenda-handle]')
  if (!handle) return
  handle.hidden = false
  let on = false
  handle.addEventListener('pointerdown', event => {
    if (event.button !== 0) return
    on = true
    event.preventDefault()
    item.classList.add('om-agenda-dragged')
    handle.setPointerCapture(event.pointerId)
  })
  handle.addEventListener('pointermove', event => {
    if (!on) return
    const others = items()
    const here = others.indexOf(item)
    const over = others.findIndex(other => { const box = other.getBoundingClientRect(); return event.clientY >= box.top && event.clientY < box.bottom })
    if (over < 0 || over === here) return
    const box = others[over]!.getBoundingClientRect()
    // Only past its middle, so that a tall one does not jump to and fro.
    if (over > here && event.clientY > box.top + box.height / 2) others[over]!.after(item)
    else if (over < here && event.clientY < box.top + box.height / 2) others[over]!.before(item)
    else return
    // An element that is moved in the page lets go of the pointer.
    if (!handle.hasPointerCapture(event.pointerId)) handle.setPointerCapture(event.pointerId)
  })
  const end = () => {
    if (!on) return
    on = false
    item.classList.remove('om-agenda-dragged')
    moved()
  }
  handle.addEventListener('pointerup', end)
  handle.addEventListener('pointercancel', end)
}

function clock(form: HTMLElement, minutes: number): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return two(Math.trunc(minutes / 60) % 24) + (form.dataset['agendaMark'] ?? '.') + two(minutes % 60)
}

function show(root: HTMLElement, selector: string, text: string): void {
  const element = root.querySelector(selector)
  if (element) element.textContent = text
}

function disable(root: HTMLElement, selector: string, off: boolean): void {
  const button = root.querySelector<HTMLButtonElement>(selector)
  if (button) button.disabled = off
}
