import { type AuditFilter, listAudit, walkAudit } from '../../audit/list-audit.ts'
import type { Database } from '../../db/client.ts'
import { writeCsv } from '../../knowledge/transfer/tables/csv-rows.ts'
import { textStream } from '../../knowledge/transfer/write-file.ts'
import type { App } from '../app-types.ts'
import { auditFileQuerySchema, auditQuerySchema, auditSchema } from '../contracts/people.ts'

const tags = ['audit']
const config = { right: 'admin' } as const

export function auditRoutes(app: App, { db }: { db: Database }): void {
  app.route({
    method: 'GET',
    url: '/api/audit',
    config,
    schema: {
      tags,
      summary: 'Who changed what, newest first',
      querystring: auditQuerySchema,
      response: { 200: auditSchema },
    },
    handler: async ({ query }) => {
      const { records, nextCursor } = await listAudit(db, query)
      return {
        records: records.map((record) => ({
          ...record,
          shopId: record.shopId === '' ? null : record.shopId,
          at: record.at.toISOString(),
        })),
        nextCursor,
      }
    },
  })

  app.route({
    method: 'GET',
    url: '/api/audit.csv',
    exposeHeadRoute: false,
    config,
    schema: {
      tags,
      summary: 'The same as a table, all of it; before and after stand as JSON',
      querystring: auditFileQuerySchema,
      produces: ['text/csv'],
    },
    handler: ({ query }, reply) =>
      reply
        .headers({
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': 'attachment; filename="otvet-audit.csv"',
          'cache-control': 'no-store',
        })
        .send(textStream(writeCsv(table(db, query)))),
  })
}

const COLUMNS = ['at', 'actor', 'actor_name', 'shop', 'action', 'subject', 'before', 'after', 'id']

async function* table(db: Database, filter: AuditFilter): AsyncGenerator<string[]> {
  yield COLUMNS
  for await (const { at, actor, actorName, shopId, action, subject, before, after, id } of walkAudit(
    db,
    filter,
  ))
    yield [at.toISOString(), actor, actorName, shopId, action, subject, json(before), json(after), id]
}

const json = (value: unknown): string => (value === null ? '' : JSON.stringify(value))
