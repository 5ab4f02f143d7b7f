import type { Database } from '../../db/client.ts'
import { figureRows } from '../../figures/figure-rows.ts'
import { readFigures } from '../../figures/read-figures.ts'
import { writeCsv } from '../../knowledge/transfer/tables/csv-rows.ts'
import { textStream } from '../../knowledge/transfer/write-file.ts'
import { forecastDue, listNearlyDue } from '../../review/list-due.ts'
import type { Clock } from '../../shared/clock.ts'
import { type App, scopeOf } from '../app-types.ts'
import {
  dueAnswerSchema,
  dueQuerySchema,
  figuresFileQuerySchema,
  figuresQuerySchema,
  figuresSchema,
} from '../contracts/figures.ts'

const tags = ['figures']

/** How the shops answer, and what is due. */
export function figureRoutes(app: App, deps: { db: Database; clock: Clock }): void {
  app.route({
    method: 'GET',
    url: '/api/figures',
    config: { right: 'figures:read', shops: 'scoped' },
    schema: {
      tags,
      summary: 'Answer times, drafts, automatic sending, cost and ratings of the last days, by Moscow days',
      querystring: figuresQuerySchema,
      response: { 200: figuresSchema },
    },
    handler: (request) => readFigures(deps, { ...request.query, scope: scopeOf(request) }),
  })

  app.route({
    method: 'GET',
    url: '/api/figures.csv',
    exposeHeadRoute: false,
    config: { right: 'figures:read', shops: 'scoped' },
    schema: {
      tags,
      summary: 'One table of the figures as a file; times in milliseconds, ratings in seconds and per cent',
      querystring: figuresFileQuerySchema,
      produces: ['text/csv'],
    },
    handler: async (request, reply) => {
      const { table, ...query } = request.query
      const figures = await readFigures(deps, { ...query, scope: scopeOf(request) })
      return reply
        .headers({
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="otvet-${table}-${figures.from}-${figures.to}.csv"`,
          'cache-control': 'no-store',
        })
        .send(textStream(writeCsv(each(figureRows(figures, table)))))
    },
  })

  app.route({
    method: 'GET',
    url: '/api/due',
    config: { right: 'inbox:read', shops: 'scoped' },
    schema: {
      tags,
      summary: 'What is nearly due or past due, and what will be before people come back to work',
      querystring: dueQuerySchema,
      response: { 200: dueAnswerSchema },
    },
    handler: async (request) => {
      const asked = { scope: scopeOf(request), shopId: request.query.shopId }
      const iso = <T extends { dueAt: Date }>(due: T) => ({ ...due, dueAt: due.dueAt.toISOString() })
      const forecast = await forecastDue(deps, asked)
      return {
        nearlyDue: (await listNearlyDue(deps, asked)).map(iso),
        forecast: forecast.map(({ wakesAt, cases, ...of }) => ({
          ...of,
          wakesAt: wakesAt?.toISOString() ?? null,
          cases: cases.map(iso),
        })),
      }
    },
  })
}

async function* each(rows: string[][]): AsyncGenerator<string[]> {
  yield* rows
}
