// The employee guide works without a network once it has been opened: a service worker for /guide alone keeps its pages.
import { each } from './scan'

/** `<body data-guide>`; `[data-guide-ready]` is shown once everything is kept. */
export function guide(root: ParentNode): void {
  each(root, '[data-guide]', () => {
    if (!('serviceWorker' in navigator)) return
    navigator.serviceWorker.addEventListener('message', event => { if (event.data === 'guide-kept') ready() })
    void navigator.serviceWorker.register('/guide-worker.js', { scope: '/guide', updateViaCache: 'none' })
      .then(() => navigator.serviceWorker.ready)
      .then(registration => registration.active?.postMessage('guide-refresh'))
      .catch(() => undefined)
  })
}

function ready(): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-guide-ready]')) element.hidden = false
}
