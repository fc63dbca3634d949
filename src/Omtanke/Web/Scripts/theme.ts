// Light or dark at a press, without waiting for the server, which keeps the choice in a cookie.
import { each } from './scan'

/** `<form data-theme-switch>` with a button for light and one for dark. */
export function theme(root: ParentNode): void {
  each<HTMLFormElement>(root, 'form[data-theme-switch]', form => {
    form.addEventListener('submit', event => {
      const button = event.submitter
      if (!(button instanceof HTMLButtonElement)) return
      event.preventDefault()
      document.documentElement.dataset['theme'] = button.value
      // The style sheet shows the other button now; focus moves along.
      form.querySelector<HTMLButtonElement>(`button:not([value="${button.value}"])`)?.focus()
      void fetch(form.action, {
        method: 'POST', headers: { 'X-Omtanke': 'theme' }, body: new URLSearchParams({ theme: button.value }), redirect: 'manual', keepalive: true,
      }).catch(() => undefined)
    })
  })
}
