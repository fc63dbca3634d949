// On the wall: arrow keys and the two buttons of a presenter lead on and back, Escape leaves. The links do the same.
const ways: Record<string, string> = { ArrowRight: '[rel=next]', PageDown: '[rel=next]', ArrowLeft: '[rel=prev]', PageUp: '[rel=prev]', Escape: '[data-wall-close]' }

export function wall(root: ParentNode): void {
  const page = root.querySelector<HTMLElement>('[data-wall]')
  if (page) document.addEventListener('keydown', event => {
    const way = ways[event.key]
    if (way && !event.altKey && !event.ctrlKey && !event.metaKey) page.querySelector<HTMLAnchorElement>(way)?.click()
  })
}
