// Things too small for a file of their own.
import { each } from './scan'
import { word } from './words'

/** `data-opens`, `data-closes`, `data-focus`, `data-print`, `data-copy`, `data-with-script`, `data-adds-to`, and menus that close again. */
export function small(root: ParentNode): void {
  each(root, '[data-with-script][hidden], [data-print][hidden], [data-copy][hidden]', element => { element.hidden = false })
  each(root, '[data-focus]', element => element.focus())
  each(root, '[data-print]', button => button.addEventListener('click', () => print()))

  each(root, '[data-opens]', opener => opener.addEventListener('click', event => {
    const dialog = document.getElementById(opener.dataset['opens'] ?? '')
    if (!(dialog instanceof HTMLDialogElement)) return
    event.preventDefault()
    dialog.showModal()
  }))
  each(root, '[data-closes]', closer => closer.addEventListener('click', event => {
    event.preventDefault()
    closer.closest('dialog')?.close()
  }))

  each(root, '[data-copy]', button => button.addEventListener('click', () => {
    const from = document.querySelector<HTMLElement>(button.dataset['copy'] ?? '')
    const text = from instanceof HTMLInputElement || from instanceof HTMLTextAreaElement ? from.value : from?.textContent ?? ''
    void navigator.clipboard.writeText(text).then(() => {
      const label = button.querySelector('span') ?? button
      const before = label.textContent
      label.textContent = word(button, 'copied')
      setTimeout(() => { label.textContent = before }, 2500)
    })
  }))

  // Somebody chosen from the suggestions gets a line in the list; what is only half written stays, and counts as a line when it is sent.
  each<HTMLInputElement>(root, 'input[data-adds-to]', field => {
    const list = document.getElementById(field.dataset['addsTo'] ?? '')
    if (!(list instanceof HTMLTextAreaElement)) return
    const add = () => {
      if (![...field.list?.options ?? []].some(option => option.value === field.value)) return false
      list.value = [...list.value.split('\n').filter(line => line.trim() !== ''), field.value].join('\n')
      const told = document.getElementById(`${list.id}-added`)
      if (told) told.textContent = field.value
      field.value = ''
      list.dispatchEvent(new Event('input', { bubbles: true }))
      return true
    }
    field.addEventListener('change', add)
    field.addEventListener('keydown', event => { if (event.key === 'Enter' && add()) event.preventDefault() })
  })

  // A menu closes on Escape (focus goes back to it) and when the person goes elsewhere.
  each<HTMLDetailsElement>(root, 'details.om-menu, details.om-person, details.om-nav-more', menu => {
    menu.addEventListener('keydown', event => {
      if (event.key !== 'Escape' || !menu.open) return
      event.stopPropagation()
      menu.open = false
      menu.querySelector('summary')?.focus()
    })
    document.addEventListener('click', event => {
      if (menu.open && !menu.contains(event.target as Node)) menu.open = false
    })
  })
}
