// Ordinary forms lose nothing when a session has run out or a POST has failed: what was typed waits in the tab and is put
// back when the same form shows again. It goes away once the form was accepted.
import { read, rendered, same, sameAll, write, type Values } from './fields'
import { each } from './scan'
import { drop, meta, paths, put, take } from './waiting'

interface Kept { values: Values; shown: Values; sent: boolean }

let judged = false

/** `<form data-keep>` */
export function keep(root: ParentNode): void {
  if (!judged) { judged = true; judge() }
  each<HTMLFormElement>(root, 'form[data-keep]', begin)
}

// The page after a POST tells whether it was accepted: by name, or by no longer holding the form. Sign-in and error pages tell
// nothing: what was sent may not have arrived.
function judge(): void {
  const verdict = meta('omtanke-kept')
  if (verdict === 'hold' || document.querySelector('input[type=password], form[data-passkey=get]')) {
    for (const waiting of paths('keep')) {
      const kept = take<Kept>('keep', waiting)
      if (kept) put('keep', waiting, { ...kept, sent: false }, kept.at)
    }
    return
  }
  const cleared = verdict.startsWith('clear:') ? verdict.slice(6).split(' ') : []
  // What a form that saves by itself had not saved yet goes with it, above all when it was erased.
  for (const gone of cleared) drop('autosave', gone)
  const here = new Set([...document.querySelectorAll<HTMLFormElement>('form[data-keep]')].map(path))
  for (const waiting of paths('keep')) {
    const sent = take<Kept>('keep', waiting)?.sent ?? false
    if (cleared.includes(waiting) || (sent && !here.has(waiting))) drop('keep', waiting)
  }
}

function begin(form: HTMLFormElement): void {
  const where = path(form)
  const kept = take<Kept>('keep', where)
  if (kept) {
    // A field is put back only where the server shows what it showed then; what it has changed since is newer.
    const shown = rendered(form)
    const back = Object.fromEntries(Object.entries(kept.values).filter(([name]) => same(shown[name], kept.shown[name])))
    write(form, back)
    // What came back must be seen to be back.
    if (!sameAll(rendered(form), read(form)))
      for (let fold = form.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null) fold.open = true
    put('keep', where, { ...kept, sent: false }, kept.at)
  }

  let timer = 0
  const store = (sent: boolean) => {
    clearTimeout(timer)
    const values = read(form)
    const shown = rendered(form)
    if (sameAll(values, shown) && !sent) drop('keep', where)
    else put('keep', where, { values, shown, sent } satisfies Kept)
  }
  const soon = () => { clearTimeout(timer); timer = window.setTimeout(() => store(false), 250) }
  form.addEventListener('input', soon)
  form.addEventListener('change', soon)
  form.addEventListener('submit', () => store(true))
  form.addEventListener('reset', () => drop('keep', where))
  addEventListener('pagehide', () => { if (take<Kept>('keep', where)?.sent !== true) store(false) })
}

function path(form: HTMLFormElement): string {
  return form.dataset['keep'] || new URL(form.action, location.href).pathname
}
