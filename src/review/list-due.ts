import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, queryRows } from '../db/client.ts'
import { readPolicy } from '../db/shop-policy.ts'
import { withinShops } from '../db/within-shops.ts'
import { DUE_KINDS, type DueKind, type DueState, dueState, NEARLY_DUE_MS } from '../domain/service-target.ts'
import { nextStart, shopHours } from '../domain/shop-hours.ts'
import type { ShopScope } from '../domain/shop-scope.ts'
import type { Clock } from '../shared/clock.ts'

type Deps = { db: Database; clock: Clock }

/** Something of a waiting case that runs out. One case may be due in several ways, each with its own end. */
type Due = {
  shopId: string
  conversationId: string
  channel: string
  buyerName: string | null
  kind: DueKind
  dueAt: Date
}
type NearlyDue = Due & { state: Exclude<DueState, 'in_time'> }

const dueRow = z
  .object({
    shop_id: z.string(),
    id: z.string(),
    channel: z.string(),
    buyer_name: z.string().nullable(),
    kind: z.enum(DUE_KINDS),
    due_at: z.coerce.date(),
  })
  .transform(
    ({ shop_id: shopId, id: conversationId, buyer_name: buyerName, due_at: dueAt, channel, kind }): Due => ({
      shopId,
      conversationId,
      channel,
      buyerName,
      kind,
      dueAt,
    }),
  )

/** One shop, or all that the asker may see. */
type Asked = { scope: ShopScope; shopId?: string | undefined }

const among = ({ scope, shopId }: Asked, column: SQL): SQL =>
  sql`${withinShops(scope, column)} and ${shopId === undefined ? sql`true` : sql`${column} = ${shopId}`}`

const AT_MOST = 500
const LONGEST_NOTICE_MS = Math.max(...Object.values(NEARLY_DUE_MS))

/**
 * What waits for the shop and is nearly due or past due, soonest end first, at most 500. A pure reading: asked again it
 * answers the same until the case moves, so whoever tells of it remembers what was told by conversation, kind and `dueAt`.
 */
export async function listNearlyDue({ db, clock }: Deps, asked: Asked): Promise<NearlyDue[]> {
  const now = clock.now()
  const until = new Date(now.getTime() + LONGEST_NOTICE_MS)
  const found = await queryDue(db, sql`${among(asked, sql`c.shop_id`)} and k.due_at <= ${iso(until)}`)
  return found.flatMap((due) => {
    const state = dueState(due.kind, due.dueAt, now)
    return state === 'in_time' ? [] : [{ ...due, state }]
  })
}

/** Everything of a shop's waiting cases that runs out after the one moment and not after the other, soonest first. */
export async function listDueBetween(
  { db }: Pick<Deps, 'db'>,
  { shopId, after, until }: { shopId: string; after: Date; until: Date },
): Promise<Due[]> {
  const found: Due[] = []
  let behind: Due | undefined
  for (;;) {
    const later = behind
      ? sql`(k.due_at, c.id, k.kind) > (${iso(behind.dueAt)}, ${behind.conversationId}, ${behind.kind})`
      : sql`true`
    const page: Due[] = await queryDue(
      db,
      sql`c.shop_id = ${shopId} and k.due_at > ${iso(after)} and k.due_at <= ${iso(until)} and ${later}`,
    )
    found.push(...page)
    behind = page.at(-1)
    if (page.length < AT_MOST || !behind) return found
  }
}

type Forecast = {
  shopId: string
  /** Whether somebody works now, and when people come back; null = the shop does not close. */
  isOpen: boolean
  wakesAt: Date | null
  /** Cases of which something runs out until then, each once by what ends first; at most 500. */
  cases: Due[]
}

/** What will run out before people come back to work. */
export async function forecastDue({ db, clock }: Deps, asked: Asked): Promise<Forecast[]> {
  const now = clock.now()
  const open = await queryRows(
    db,
    z.object({ id: z.string() }),
    sql`select id from shops where disabled_at is null
      and ${among(asked, sql`id`)} order by name, id`,
  )
  const forecasts: Forecast[] = []
  for (const { id: shopId } of open) {
    const { policy } = await readPolicy(db, shopId)
    const wakesAt = nextStart(policy, now)
    const due = wakesAt
      ? await queryDue(
          db,
          sql`c.shop_id = ${shopId} and k.due_at > ${iso(now)} and k.due_at <= ${iso(wakesAt)}`,
        )
      : []
    const first = new Map<string, Due>()
    for (const one of due) if (!first.has(one.conversationId)) first.set(one.conversationId, one)
    forecasts.push({ shopId, isOpen: shopHours(policy, now).isOpen, wakesAt, cases: [...first.values()] })
  }
  return forecasts
}

const queryDue = (db: Database, where: SQL): Promise<Due[]> =>
  queryRows(
    db,
    dueRow,
    sql`select c.shop_id, c.id, c.channel, c.buyer_name, k.kind, k.due_at from conversations c
      cross join lateral (values ('window', c.reply_window_until),
        ('answer_24h', c.awaiting_since + interval '24 hours'),
        ('response', c.response_due_at), ('resolution', c.resolution_due_at)) k (kind, due_at)
      where c.awaiting_since is not null and c.status in ('open', 'escalated') and not c.chat_closed and ${where}
      order by k.due_at, c.id, k.kind limit ${AT_MOST}`,
  )

const iso = (at: Date): SQL => sql`${at.toISOString()}::timestamptz`
