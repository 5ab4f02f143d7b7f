import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import fastify from 'fastify'
import { Pool } from 'pg'
import { answerParent, ownOptions } from './child.ts'

/** The yardstick: one route, one `INSERT … ON CONFLICT DO NOTHING`, nothing parsed that is not needed for it. */
export type BareOptions = { env: Record<string, string>; poolSize: number }

type Store = {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>
  close(): Promise<unknown>
}

const { env, poolSize } = ownOptions<BareOptions>()
const store = await openStore()
await store.query('create table bare_events (id text primary key, body text not null)')
const app = fastify()
app.removeAllContentTypeParsers()
app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
app.post<{ Body: string }>('/push', async ({ body }) => {
  const { message_id: id } = JSON.parse(body) as { message_id: string }
  await store.query('insert into bare_events (id, body) values ($1, $2) on conflict do nothing', [id, body])
  return { result: true }
})
const url = await app.listen({ port: 0, host: '127.0.0.1' })

async function openStore(): Promise<Store> {
  if (env.DATABASE_URL) {
    const pool = new Pool({ connectionString: env.DATABASE_URL, max: poolSize })
    return { query: (text, values) => pool.query(text, values), close: () => pool.end() }
  }
  const dataDir = join(env.DATA_DIR ?? '.', 'bare')
  mkdirSync(dataDir, { recursive: true })
  const pglite = await PGlite.create({ dataDir })
  return { query: (text, values) => pglite.query(text, values), close: () => pglite.close() }
}

answerParent(
  {
    url: () => `${url}/push`,
    count: async () => (await store.query('select count(*)::int as count from bare_events')).rows,
  },
  async () => {
    await app.close()
    await store.close()
  },
)
