import type { Database } from '../../db/client.ts'
import { listCategories, saveCategory } from '../../drafting/classify/shop-categories.ts'
import type { Clock } from '../../shared/clock.ts'
import { type App, actorOf } from '../app-types.ts'
import {
  categoryListSchema,
  categoryParamsSchema,
  categorySavedSchema,
  saveCategorySchema,
} from '../contracts/categories.ts'
import { shopParamsSchema } from '../contracts/common.ts'

const tags = ['categories']

/** What a shop calls its categories, what belongs to them, and which are off. */
export function categoryRoutes(app: App, deps: { db: Database; clock: Clock }): void {
  app.route({
    method: 'GET',
    url: '/api/shops/:shopId/categories',
    config: { right: 'inbox:read' },
    schema: {
      tags,
      summary: 'Every category as this shop has it',
      params: shopParamsSchema,
      response: { 200: categoryListSchema },
    },
    handler: async ({ params }) => ({ categories: await listCategories(deps.db, params.shopId) }),
  })

  app.route({
    method: 'PUT',
    url: '/api/shops/:shopId/categories/:category',
    config: { right: 'admin' },
    schema: {
      tags,
      summary: 'Name a category, give it example messages, switch it off or on',
      params: categoryParamsSchema,
      body: saveCategorySchema,
      response: { 200: categorySavedSchema },
    },
    handler: async (request) => {
      const { changedAt, ...content } = request.body
      const input = { ...request.params, content, changedAt, actor: actorOf(request) }
      return { category: await saveCategory(deps, input) }
    },
  })
}
