// Buttons that change something in the room: sent without loading the page anew; what they changed comes the way everything comes.
// Without script, and when something goes wrong, they are ordinary forms.
import { each } from '../scan'
import { make } from '../words'

/** `<form data-quick>`; `<button data-key="ArrowRight">` is pressed by that key, when nobody is writing. */
export function quick(root: ParentNode): void {
  each<HTMLFormElement>(root, 'form[data-quick]', form => {
    form.addEventListener('submit', event => {
      event.preventDefault()
      void send(form, event.submitter)
    })
    form.addEventListener('input', () => delete form.dataset['sent'])
  })
}

document.addEventListener('keydown', event => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.repeat) return
  const at = event.target as Element
  if (at.closest('input, textarea, select, summary, [contenteditable]')) return
  // The two buttons of a presenter are page keys.
  const key = event.key === 'PageDown' ? 'ArrowRight' : event.key === 'PageUp' ? 'ArrowLeft' : event.key
  const button = document.querySelector<HTMLButtonElement>(`[data-key="${CSS.escape(key)}"]`)
  if (!button) return
  event.preventDefault()
  button.click()
})

async function send(form: HTMLFormElement, by: HTMLElement | null): Promise<void> {
  if (form.dataset['sending'] !== undefined) return
  form.dataset['sending'] = ''
  const data = new FormData(form, by)
  const body = new URLSearchParams()
  for (const [name, value] of data) body.append(name, String(value))
  try {
    const answer = await fetch(form.action, { method: 'POST', body, headers: { 'X-Omtanke': 'quick' }, redirect: 'manual', signal: AbortSignal.timeout(15_000) })
    if (answer.status === 204) {
      complain(form, '')
      // Sent with Enter, the field is still where the focus is; it need not wait until somebody leaves it.
      form.dataset['sent'] = ''
      document.dispatchEvent(new Event('omtanke:changed'))
    } else if (answer.status === 422) complain(form, (await answer.json() as { error: string }).error)
    else location.reload()
  } catch {
    // No network: the browser's own way tells it, and goes on when it can.
    HTMLFormElement.prototype.submit.call(form)
  } finally {
    delete form.dataset['sending']
  }
}

function complain(form: HTMLFormElement, why: string): void {
  const here = form.querySelector<HTMLElement>('[data-complaint]')
  if (!why) { here?.remove(); return }
  const said = here ?? make('p', 'form-error-message')
  said.dataset['complaint'] = ''
  said.setAttribute('role', 'alert')
  said.textContent = why
  if (!here) form.append(said)
}
