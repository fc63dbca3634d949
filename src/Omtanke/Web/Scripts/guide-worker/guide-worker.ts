// Keeps the employee guide for use without a network: our own pages and files, never anything of a person. Every kept page was
// fetched without cookies, so what is kept is what anybody would see. Scope: /guide.
export {}

declare const self: ServiceWorkerGlobalScope
/** Addresses with fingerprints, written in by the build. */
declare const KEPT_ASSETS: string[]
/** Changes when any of those files does. */
declare const BUILD: string

const assets = `guide-assets-${BUILD}`
const pages = 'guide-pages'
const list = '/guide/pages.json'

interface Pages { version: string; pages: string[] }

self.addEventListener('install', event => event.waitUntil((async () => {
  await (await caches.open(assets)).addAll(KEPT_ASSETS.map(address => new Request(address, { credentials: 'omit' })))
  await refresh(true)
  await self.skipWaiting()
})()))

self.addEventListener('activate', event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith('guide-') && name !== assets && name !== pages) await caches.delete(name)
  await self.clients.claim()
})()))

self.addEventListener('message', event => {
  if (event.data !== 'guide-refresh') return
  event.waitUntil(refresh(false).catch(() => undefined).then(async () => {
    if (await (await caches.open(pages)).match(list)) event.source?.postMessage('guide-kept')
  }))
})

self.addEventListener('fetch', event => {
  const address = new URL(event.request.url)
  if (event.request.method !== 'GET' || address.origin !== self.location.origin) return
  if (KEPT_ASSETS.includes(address.pathname + address.search)) event.respondWith(asset(event.request))
  else if (event.request.mode === 'navigate' || address.pathname.startsWith('/guide/')) event.respondWith(page(event.request, address))
})

async function asset(request: Request): Promise<Response> {
  return await (await caches.open(assets)).match(request.url) ?? fetch(request)
}

// The network first, and the answer is handed on unkept: it may hold the reader's name. Without network (or with one that
// does not answer within four seconds) the kept page.
async function page(request: Request, address: URL): Promise<Response> {
  const kept = await (await caches.open(pages)).match(address.origin + address.pathname)
  if (!kept) return fetch(request)
  const network = fetch(request).catch(() => undefined)
  const slow = new Promise<undefined>(resolve => setTimeout(resolve, 4000))
  const answer = await Promise.race([network, slow])
  return answer && answer.status < 500 ? answer : kept
}

// Fetches the whole set when its version has changed; a set is kept whole or not at all.
async function refresh(always: boolean): Promise<void> {
  const answer = await get(list)
  const told = await answer.clone().json() as Pages
  const cache = await caches.open(pages)
  const before = await cache.match(list)
  const had = before ? await before.json() as Pages : undefined
  if (!always && had?.version === told.version) return
  const fetched = await Promise.all(told.pages.map(async path => [path, await get(path)] as const))
  for (const [path, response] of fetched) await cache.put(path, response)
  await cache.put(list, answer)
  for (const old of had?.pages ?? []) if (!told.pages.includes(old)) await cache.delete(old)
}

async function get(path: string): Promise<Response> {
  const answer = await fetch(path, { credentials: 'omit', cache: 'no-cache' })
  if (!answer.ok || answer.redirected) throw new Error(`${path}: ${answer.status}`)
  // Read to the end at once: a browser opens six connections, and answers that wait unread would keep the seventh from ever starting.
  return new Response(await answer.blob(), { headers: answer.headers })
}
