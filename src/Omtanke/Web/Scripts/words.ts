// Words come from the page (data-word-…), never from a script, so that both languages live in the content files.

/** The words named `data-word-<name>` on the element, with {0} replaced. */
export function word(element: HTMLElement, name: string, value = ''): string {
  return (element.getAttribute(`data-word-${name}`) ?? '').replace('{0}', () => value)
}

/** A new element with a class and text. */
export function make<K extends keyof HTMLElementTagNameMap>(tag: K, className = '', text = ''): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  if (className) element.className = className
  if (text) element.textContent = text
  return element
}
