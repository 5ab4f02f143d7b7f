import type { FastifyReply } from 'fastify'
import { loadTimeline } from '../../cases/load-timeline.ts'
import type { Database } from '../../db/client.ts'
import type { Actor } from '../../domain/actor.ts'
import type { ShopScope } from '../../domain/shop-scope.ts'
import { writeCsv } from '../../knowledge/transfer/tables/csv-rows.ts'
import { textStream } from '../../knowledge/transfer/write-file.ts'
import { pageOfInbox } from '../../review/list-inbox.ts'
import type { Clock } from '../../shared/clock.ts'
import { type App, askerOf } from '../app-types.ts'
import { caseParamsSchema } from '../contracts/case.ts'
import { type InboxItem, type InboxQuery, inboxFileQuerySchema } from '../contracts/inbox.ts'

type Deps = { db: Database; clock: Clock }

const tags = ['cases']

/** Cases as tables for a spreadsheet; what starts like a formula is text in it. */
export function caseFileRoutes(app: App, deps: Deps): void {
  app.route({
    method: 'GET',
    url: '/api/cases.csv',
    exposeHeadRoute: false,
    config: { right: 'cases:export', shops: 'scoped' },
    schema: {
      tags,
      summary: 'Cases that a filter of the queue leaves, all of them, as a table',
      querystring: inboxFileQuerySchema,
      produces: ['text/csv'],
    },
    handler: (request, reply) =>
      sendTable(reply, 'otvet-cases.csv', casesTable(deps, { ...request.query, ...askerOf(request) })),
  })

  app.route({
    method: 'GET',
    url: '/api/shops/:shopId/conversations/:id/timeline.csv',
    exposeHeadRoute: false,
    config: { right: 'inbox:read' },
    schema: {
      tags,
      summary: 'All that happened to a case, as a table',
      params: caseParamsSchema,
      produces: ['text/csv'],
    },
    handler: ({ params: { shopId, id } }, reply) =>
      sendTable(reply, 'otvet-case.csv', timelineTable(deps.db, { shopId, conversationId: id })),
  })
}

const sendTable = (reply: FastifyReply, filename: string, table: AsyncIterable<string[]>) =>
  reply
    .headers({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${filename}"`,
      'cache-control': 'no-store',
    })
    .send(textStream(writeCsv(table)))

const CASE_COLUMNS: [string, (item: InboxItem) => string | number | null | undefined][] = [
  ['shop', ({ shopName }) => shopName],
  ['case', ({ conversationId }) => conversationId],
  ['channel', ({ channel }) => channel],
  ['buyer', ({ buyerName }) => buyerName],
  ['sku', ({ product }) => product?.sku],
  ['stars', ({ rating }) => rating],
  ['category', ({ category }) => category],
  ['stage', ({ case: { stage } }) => stage],
  ['assignee', ({ case: { assignedTo } }) => assignedTo?.name],
  ['waits_for', ({ case: { waits } }) => waits?.waitsFor],
  ['waits_since', ({ case: { waits } }) => waits?.since],
  ['outcome', ({ case: { outcome } }) => outcome],
  ['outcome_at', ({ case: { outcomeAt } }) => outcomeAt],
  ['reopened', ({ case: { reopened } }) => reopened],
  ['last_buyer_at', ({ lastBuyerAt }) => lastBuyerAt],
  ['window_until', ({ windowUntil }) => windowUntil],
  ['reply', ({ replyState }) => replyState],
  ['last_words', ({ lastBuyerText }) => lastBuyerText],
  // One word for all that people have merged; empty where the case is this conversation alone.
  ['merged_case', ({ case: { merged } }) => merged?.id],
  ['department', ({ escalatedTo }) => escalatedTo?.department?.name],
  ['conversations', ({ case: { merged } }) => merged?.size ?? 1],
]
const PAGE = 200

type Asked = Omit<InboxQuery, 'cursor' | 'limit'> & { actor: Actor; scope: ShopScope }

/** A page in memory at a time. */
async function* casesTable(deps: Deps, asked: Asked): AsyncGenerator<string[]> {
  yield CASE_COLUMNS.map(([name]) => name)
  let cursor: string | undefined
  do {
    const { items, nextCursor } = await pageOfInbox(deps, { ...asked, cursor, limit: PAGE })
    for (const item of items) yield CASE_COLUMNS.map(([, read]) => String(read(item) ?? ''))
    cursor = nextCursor ?? undefined
  } while (cursor !== undefined)
}

async function* timelineTable(
  db: Database,
  ref: { shopId: string; conversationId: string },
): AsyncGenerator<string[]> {
  yield ['at', 'kind', 'actor', 'actor_name', 'detail', 'words', 'channel']
  for (const { at, kind, actor, detail, words, channel } of await loadTimeline(db, ref))
    yield [at, kind, actor?.id ?? '', actor?.name ?? '', detail ?? '', words ?? '', channel ?? '']
}
