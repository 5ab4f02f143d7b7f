import { listAudit } from '../../audit/list-audit.ts'
import type { Database } from '../../db/client.ts'
import type { App } from '../app-types.ts'
import { auditQuerySchema, auditSchema } from '../contracts/people.ts'

export function auditRoutes(app: App, { db }: { db: Database }): void {
  app.route({
    method: 'GET',
    url: '/api/audit',
    config: { right: 'admin' },
    schema: {
      tags: ['audit'],
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
}
