import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { listShops } from '../access/shops.ts'
import { checkShop } from '../app/check-shop.ts'
import { type App, createApp } from '../app/create-app.ts'
import { embedderConnector, wantedEmbedder } from '../app/embedders.ts'
import { publicBase } from '../app/public-base.ts'
import { queryRows } from '../db/client.ts'
import { spaceOfStatus } from '../knowledge/spaces/space-rows.ts'
import { promptMisfits } from '../prompting/prompt-misfits.ts'
import { type Finding, modelFindings } from './doctor-models.ts'
import type { CommandContext, Report } from './run-command.ts'

/** Looks at everything the house stands on and says in plain words what to do. Fails when something is broken. */
export async function doctor({ env, log }: CommandContext): Promise<Report> {
  const findings: Finding[] = [
    { topic: 'configuration', status: 'ok', message: 'Every variable is understood.' },
  ]
  let app: App | undefined
  try {
    app = await createApp(env, log)
    findings.push(databaseFinding(app), await vectorFinding(app), {
      topic: 'master key',
      status: 'ok',
      message: 'The master key fits this database.',
    })
    findings.push(...(await modelFindings(app)), ...(await promptFindings(app)))
    findings.push(...(await embedderFindings(app)), ...(await shopFindings(app)))
  } catch (error) {
    findings.push({ topic: 'database', status: 'error', message: wordsOf(error) })
  } finally {
    await app?.close()
  }
  const failed = findings.some(({ status }) => status === 'error')
  const signs = { ok: 'ok     ', warning: 'warning', error: 'ERROR  ' }
  const lines = findings.map(({ topic, status, message }) => `${signs[status]}  ${topic}: ${message}`)
  return { json: { ok: !failed, findings }, text: lines.join('\n'), failed }
}

function databaseFinding({ database, env, migrated }: App): Finding {
  const where = database.kind === 'embedded' ? `the embedded database in ${env.DATA_DIR}` : 'PostgreSQL'
  const news = migrated > 0 ? `, ${migrated} migrations applied just now` : ''
  return { topic: 'database', status: 'ok', message: `${where} answers and is up to date${news}.` }
}

const versionRow = z.object({ extname: z.string(), extversion: z.string() })

async function vectorFinding({ db }: App): Promise<Finding> {
  const topic = 'vectors'
  const rows = await queryRows(db, versionRow, sql`select extname, extversion from pg_extension`)
  const version = rows.find(({ extname }) => extname === 'vector')?.extversion
  if (!version) return { topic, status: 'error', message: 'pgvector is missing: install it on the server.' }
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major === 0 && minor < 8)
    return { topic, status: 'error', message: `pgvector ${version} is too old: 0.8 or newer is needed.` }
  return { topic, status: 'ok', message: `pgvector ${version} is there.` }
}

async function embedderFindings({ db, env }: App): Promise<Finding[]> {
  const topic = 'embedder'
  const wanted = wantedEmbedder(env)
  const live = await spaceOfStatus(db, 'live')
  try {
    const { space, dimensions } = await embedderConnector(env)(wanted)
    const message =
      wanted.provider === 'hash'
        ? 'The built-in embedder is used; it needs nothing.'
        : `${space} gives vectors of ${dimensions} numbers.`
    const found: Finding[] = [{ topic, status: 'ok', message }]
    if (live && live.id !== space)
      found.push({
        topic,
        status: 'warning',
        message: `Search still uses ${live.id}: otvet embed status tells how far the switch is, otvet embed switch does it.`,
      })
    return found
  } catch (error) {
    const named = wanted.config.model ?? wanted.config.folder ?? wanted.provider
    return [{ topic, status: 'error', message: `${named} cannot be used: ${wordsOf(error)}` }]
  }
}

export async function promptFindings({ db }: Pick<App, 'db'>): Promise<Finding[]> {
  const misfits = await promptMisfits(db, 'all')
  if (misfits.length === 0)
    return [{ topic: 'prompts', status: 'ok', message: 'Every published version fits this release.' }]
  return misfits.map(({ shopName, prompt, key, problems }) => ({
    topic: `${shopName}, prompt ${prompt}`,
    status: 'warning',
    message: `${key} does not fit, the shipped version is used: ${problems.map(({ en }) => en).join(' ')} Publish another one in the console.`,
  }))
}

async function shopFindings(app: App): Promise<Finding[]> {
  const { db, clock, masterKey, connections, env } = app
  const real = (await listShops({ db }, 'all')).filter(({ isDemo, disabledAt }) => !isDemo && !disabledAt)
  if (real.length === 0)
    return [{ topic: 'shops', status: 'ok', message: 'No real shop is connected: otvet shop add' }]
  const found: Finding[] = env.PUBLIC_URL
    ? []
    : [
        {
          topic: 'webhook',
          status: 'warning',
          message: 'PUBLIC_URL is not set: the marketplace cannot push to us, chats are polled.',
        },
      ]
  const proxied = env.TRUST_PROXY === false && env.PUBLIC_URL?.startsWith('https:')
  for (const shop of real) {
    if (proxied && shop.webhookNetworks.length > 0)
      found.push({
        topic: `${shop.name}, webhook`,
        status: 'warning',
        message: `Pushes are taken from ${shop.webhookNetworks.join(', ')} only, and TRUST_PROXY is off: behind a proxy every push seems to come from the proxy and is answered with 404. Set TRUST_PROXY to the proxy's address.`,
      })
    const deps = { db, clock, masterKey, connections, baseUrl: () => publicBase(env) }
    const { findings } = await checkShop(deps, { shopId: shop.id })
    found.push(
      ...findings.map(({ topic, status, message }) => ({ topic: `${shop.name}, ${topic}`, status, message })),
    )
  }
  return found
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
