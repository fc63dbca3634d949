// Finds elements by data attribute, now and again after a part of the page was swapped; each is started once.

type Module = (root: ParentNode) => void

const modules: Module[] = []

/** A module that wants to see every new part of the page. */
export function onScan(module: Module): void { modules.push(module) }

/** Shows a new part of the page to every module. */
export function scan(root: ParentNode): void {
  for (const module of modules) module(root)
}

/** Starts `begin` once for every element that matches, the root itself included. */
export function each<T extends HTMLElement>(root: ParentNode, selector: string, begin: (element: T) => void): void {
  const started = startedBy.get(selector) ?? new WeakSet<HTMLElement>()
  startedBy.set(selector, started)
  const found = [...root.querySelectorAll<T>(selector)]
  if (root instanceof HTMLElement && root.matches(selector)) found.unshift(root as T)
  for (const element of found.filter(element => !started.has(element))) {
    started.add(element)
    begin(element)
  }
}

const startedBy = new Map<string, WeakSet<HTMLElement>>()
