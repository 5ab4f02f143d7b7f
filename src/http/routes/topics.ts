import type { Database } from '../../db/client.ts'
import { seesShop } from '../../domain/shop-scope.ts'
import type { Clock } from '../../shared/clock.ts'
import { readDigest } from '../../topics/read-digest.ts'
import { readTopics } from '../../topics/read-topics.ts'
import { type App, scopeOf } from '../app-types.ts'
import { shopParamsSchema } from '../contracts/common.ts'
import { digestQuerySchema, digestSchema, topicsQuerySchema, topicsSchema } from '../contracts/topics.ts'

const tags = ['figures']

/** What buyers complain of over time, and the week of a shop. */
export function topicRoutes(app: App, deps: { db: Database; clock: Clock }): void {
  app.route({
    method: 'GET',
    url: '/api/topics',
    config: { right: 'figures:read', shops: 'scoped' },
    schema: {
      tags,
      summary:
        'Complaints by product and topic over the last Moscow days, with bursts and the buyers’ own words',
      querystring: topicsQuerySchema,
      response: { 200: topicsSchema },
    },
    handler: (request) => {
      const { shopId, days } = request.query
      const seen = scopeOf(request)
      const asked = new Set(shopId && seesShop(seen, shopId) ? [shopId] : [])
      return readTopics(deps, { scope: shopId ? asked : seen, days })
    },
  })

  app.route({
    method: 'GET',
    url: '/api/shops/:shopId/digest',
    config: { right: 'figures:read' },
    schema: {
      tags,
      summary: 'The week of a shop, Monday to Sunday: causes, bursts, who answers, what was done',
      params: shopParamsSchema,
      querystring: digestQuerySchema,
      response: { 200: digestSchema },
    },
    handler: ({ params, query }) => readDigest(deps, { ...params, ...query }),
  })

  app.route({
    method: 'GET',
    url: '/api/shops/:shopId/digest.md',
    exposeHeadRoute: false,
    config: { right: 'figures:read' },
    schema: {
      tags,
      summary: 'The same as a Markdown file',
      params: shopParamsSchema,
      querystring: digestQuerySchema,
      produces: ['text/markdown'],
    },
    handler: async ({ params, query }, reply) => {
      const { markdown, from, to } = await readDigest(deps, { ...params, ...query })
      return reply
        .headers({
          'content-type': 'text/markdown; charset=utf-8',
          'content-disposition': `attachment; filename="otvet-week-${from}-${to}.md"`,
          'cache-control': 'no-store',
        })
        .send(markdown)
    },
  })
}
