// Before a line is copied across, its author sees it exactly as the other will.
import { each } from './scan'

/** `<form data-copy-line>`: `[data-copy-text]` is mirrored into `[data-copy-preview]`. */
export function copyLine(root: ParentNode): void {
  each<HTMLFormElement>(root, 'form[data-copy-line]', form => {
    const text = form.querySelector<HTMLTextAreaElement>('[data-copy-text]')
    const preview = form.querySelector<HTMLElement>('[data-copy-preview]')
    if (!text || !preview) return
    const mirror = () => { preview.textContent = text.value }
    text.addEventListener('input', mirror)
    form.addEventListener('omtanke:filled', mirror)
    mirror()
  })
}
