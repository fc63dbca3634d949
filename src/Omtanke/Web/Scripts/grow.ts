// Boxes to write in grow with the text, where the browser does not do so by itself (field-sizing).
import { each } from './scan'

/** `<textarea data-grow>` */
export function grow(root: ParentNode): void {
  if (CSS.supports('field-sizing', 'content')) return
  each<HTMLTextAreaElement>(root, 'textarea[data-grow]', area => {
    const fit = () => {
      area.style.height = 'auto'
      area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`
    }
    area.addEventListener('input', fit)
    area.form?.addEventListener('omtanke:filled', fit)
    fit()
  })
}
