// An idea is laid together with another by dragging it onto it; the same is done with the list under «more».
import { each } from '../scan'

/** `<ul data-together>` of `<li data-idea draggable>`. */
export function board(root: ParentNode): void {
  each(root, '[data-idea]', idea => {
    const lane = idea.closest('[data-together]')
    idea.addEventListener('dragstart', event => event.dataTransfer?.setData('text/plain', idea.dataset['idea'] ?? ''))
    idea.addEventListener('dragover', event => {
      event.preventDefault()
      idea.classList.add('om-idea-over')
    })
    idea.addEventListener('dragleave', () => idea.classList.remove('om-idea-over'))
    idea.addEventListener('drop', event => {
      event.preventDefault()
      idea.classList.remove('om-idea-over')
      const from = document.querySelector<HTMLElement>(`[data-idea="${CSS.escape(event.dataTransfer?.getData('text/plain') ?? '')}"]`)
      const select = from?.querySelector<HTMLSelectElement>('select[name=under]')
      if (!from || !select || from === idea || from.closest('[data-together]') !== lane) return
      select.value = idea.dataset['idea'] ?? ''
      select.form?.requestSubmit()
    })
  })
}
