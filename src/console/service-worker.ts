/// <reference lib="webworker" />
// A module, so that this name is its own.
export type {}

declare const self: ServiceWorkerGlobalScope

/**
 * Shows the console's own page when the server cannot be reached, so that it can say so. Keeps nothing but that
 * page and the files it is made of: what the API answers never comes from here, and a page that the server does
 * answer is always the server's.
 */
const CACHE = 'otvet-shell'
const PAGE = '/'

self.addEventListener('install', () => void self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin || pathname.startsWith('/api/')) return
  if (request.mode === 'navigate') event.respondWith(pageOrShell(request))
  else if (isPart(pathname)) event.respondWith(keptOrFetched(request))
})

/** A page that stands names the files it is made of. */
self.addEventListener('message', (event) => {
  const parts: unknown = event.data
  if (Array.isArray(parts)) event.waitUntil(keep(parts.filter((path) => isPart(String(path))).map(String)))
})

const isPart = (path: string) => path.startsWith('/assets/') || path === '/icon.svg'

const kept = async (path: string | Request) =>
  (await caches.open(CACHE)).match(path, { ignoreVary: true, ignoreSearch: true })

async function pageOrShell(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch (error) {
    const shell = await kept(PAGE)
    if (shell) return shell
    throw error
  }
}

async function keptOrFetched(request: Request): Promise<Response> {
  return (await kept(request)) ?? fetch(request)
}

/** Parts first, then the page, then away with what an earlier release left: a kept page never lacks a part. */
async function keep(parts: string[]): Promise<void> {
  const page = await fetch(PAGE, { headers: { accept: 'text/html' } })
  const text = await page.clone().text()
  const entries = [...text.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path = '']) => path)
  // The server moved on to another release while this one was loading: its own page will report.
  if (!page.ok || !entries.every((path) => parts.includes(path))) return
  const cache = await caches.open(CACHE)
  const wanted = new Set(
    [...parts, '/icon.svg', PAGE].map((path) => new URL(path, self.location.origin).href),
  )
  const held = new Set((await cache.keys()).map(({ url }) => url))
  await cache.addAll([...wanted].filter((url) => !held.has(url) && new URL(url).pathname !== PAGE))
  await cache.put(PAGE, page)
  await Promise.all([...held].filter((url) => !wanted.has(url)).map((url) => cache.delete(url)))
}
