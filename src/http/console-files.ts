import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from './app-types.ts'

const NONCE = '__CSP_NONCE__'
const WORKER = '/sw.js'
/** The service worker's own calls are held to the policy of its script. */
const WORKER_POLICY = "default-src 'none'; connect-src 'self'; script-src 'self'"
const MISSING = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Otvet</title>
<h1>The console is not built</h1>
<p>The server runs, but there is no <code>dist/console</code>. Run <code>npm run build</code> and start again.</p>
<p>The API is described at <a href="/api/openapi.json">/api/openapi.json</a>.</p></html>`

/**
 * The console: hashed files that never change, and one page for every address that is a page's. The page's styles
 * are allowed by a nonce of each answer where the page has a place for it.
 */
export async function consoleFiles(app: App, { dir }: { dir: string }): Promise<void> {
  const files = listFiles(dir)
  const index = files.delete('/index.html') ? readFileSync(join(dir, 'index.html'), 'utf8') : undefined
  // Only sends what is asked for below: which addresses are files is known from the start.
  await app.register(fastifyStatic, {
    root: existsSync(dir) ? dir : process.cwd(),
    serve: false,
    cacheControl: false,
  })

  app.setNotFoundHandler(async (request, reply) => nothingHere(request, reply))
  app.route({
    method: 'GET',
    url: '/*',
    config: { right: 'public' },
    schema: { hide: true },
    handler: async (request, reply) => {
      const path = request.url.split('?')[0] ?? ''
      if (files.has(path)) {
        if (path === WORKER) reply.header('content-security-policy', WORKER_POLICY)
        return reply.header('cache-control', cachingOf(path)).sendFile(path.slice(1))
      }
      if (!isPage(path, request.headers.accept)) return nothingHere(request, reply)
      reply.type('text/html; charset=utf-8').header('cache-control', 'no-store')
      if (index === undefined) return reply.code(503).send(MISSING)
      const nonce = randomBytes(16).toString('base64')
      const styles = index.includes(NONCE) ? `'nonce-${nonce}'` : "'unsafe-inline'"
      return reply.header('content-security-policy', pagePolicy(styles)).send(index.replaceAll(NONCE, nonce))
    },
  })
}

/** Only hashed names never change what they stand for; an old service worker would keep an old console alive. */
function cachingOf(path: string): string {
  if (path.startsWith('/assets/')) return 'public, max-age=31536000, immutable'
  return path === WORKER ? 'no-cache' : 'public, max-age=3600'
}

function listFiles(dir: string): Set<string> {
  if (!existsSync(dir)) return new Set()
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Set(
    entries.map((entry) => `/${relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/')}`),
  )
}

/** Scripts come from this origin alone; nothing may frame the page. */
function pagePolicy(styles: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' ${styles}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** A browser that opens an address of the console; unknown calls of the API and missing files are errors. */
function isPage(path: string, accept = ''): boolean {
  if (/^\/(?:api|webhooks|assets)(?:\/|$)|\.[a-z0-9]{2,5}$/i.test(path)) return false
  return path === '/' || accept.includes('text/html')
}

function nothingHere({ method, url }: FastifyRequest, reply: FastifyReply) {
  const path = (url.split('?')[0] ?? '').slice(0, 200)
  return reply
    .code(404)
    .send({ error: { code: 'not_found', message: `There is nothing at ${method} ${path}` } })
}
