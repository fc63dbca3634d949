// Text that is not yet saved waits in this tab's own storage: at most an hour, gone when it is saved, when the person signs
// out, and when somebody else signs in. Nothing is ever left in the browser's lasting storage.

const prefix = 'omtanke:'
const hour = 3_600_000

/** What waits, with the time it was put there. */
export interface Waiting { at: number }

/** Who is signed in here, as an opaque word from the page; empty on pages without anybody. */
export function person(): string { return meta('omtanke-person') }

/** The content of one of our head tags. */
export function meta(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? ''
}

let forgotten = false

/** Whether the person has just signed out here: nothing is put away or sent any more. */
export function isForgotten(): boolean { return forgotten }

/**
 * Lets something wait. Storage may be full or forbidden; then it simply does not wait. On a page where nobody is known, as the one to sign in on, it stays
 * whose it was: the next who signs in here may be somebody else.
 */
export function put(kind: string, path: string, value: object, now = Date.now()): void {
  if (forgotten) return
  const name = key(kind, path)
  try { sessionStorage.setItem(name, JSON.stringify({ ...value, at: now, whose: person() || (stored(name)?.whose ?? '') })) } catch { /* see above */ }
}

/** What waits there, if it is not too old and belongs to whoever is here. */
export function take<T extends object>(kind: string, path: string, now = Date.now()): (T & Waiting) | undefined {
  return fresh<T>(key(kind, path), now)
}

/** Removes what waits. */
export function drop(kind: string, path: string): void {
  try { sessionStorage.removeItem(key(kind, path)) } catch { /* nothing there */ }
}

/** Every path that something of this kind waits for. */
export function paths(kind: string): string[] {
  return ours().filter(name => name.startsWith(`${prefix}${kind}:`)).map(name => name.slice(prefix.length + kind.length + 1))
}

/** Removes what is too old or somebody else's; looks again every minute, so that an open page forgets too. */
export function sweep(): void {
  for (const name of ours()) fresh(name, Date.now())
  setTimeout(sweep, 60_000)
}

/** Removes everything that is kept in this tab, by us or by htmx (which notes the last address). */
export function clear(): void {
  forgotten = true
  try { sessionStorage.clear() } catch { /* nothing there */ }
}

function fresh<T extends object>(name: string, now: number): (T & Waiting) | undefined {
  try {
    const found = stored<T>(name)
    if (!found) return undefined
    const here = person()
    const anothers = here !== '' && found.whose !== here
    if (now - found.at < hour && now >= found.at - hour && !anothers) return found
    sessionStorage.removeItem(name)
  } catch { /* unreadable: treated as nothing */ }
  return undefined
}

function stored<T extends object>(name: string): (T & Waiting & { whose?: string }) | null {
  try { return JSON.parse(sessionStorage.getItem(name) ?? 'null') as (T & Waiting & { whose?: string }) | null } catch { return null }
}

function ours(): string[] {
  try { return Object.keys(sessionStorage).filter(name => name.startsWith(prefix)) } catch { return [] }
}

function key(kind: string, path: string): string { return `${prefix}${kind}:${path}` }
