// On the wall: arrow keys and the two buttons of a presenter lead on and back, Escape leaves. The links do the same.
import { each } from './scan'

const ways: Record<string, string> = { ArrowRight: '[rel=next]', PageDown: '[rel=next]', ArrowLeft: '[rel=prev]', PageUp: '[rel=prev]', Escape: '[data-wall-close]' }

/** `[data-wall]` */
export function wall(root: ParentNode): void {
  each(root, '[data-wall]', page => document.addEventListener('keydown', event => {
    const way = ways[event.key]
    if (way && !event.altKey && !event.ctrlKey && !event.metaKey && !hasMore(event.key)) page.querySelector<HTMLAnchorElement>(way)?.click()
  }))
}

// A page that is longer than the wall is read to its end, and back to its beginning, before these keys leave it.
function hasMore(key: string): boolean {
  return key === 'PageDown' ? scrollY + innerHeight < document.documentElement.scrollHeight - 1 : key === 'PageUp' && scrollY > 1
}
