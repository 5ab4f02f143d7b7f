import type { Database } from '../../db/client.ts'
import { listProducts } from '../../knowledge/read-products.ts'
import { saveCompatibility } from '../../knowledge/save-compatibility.ts'
import type { Clock } from '../../shared/clock.ts'
import { type App, actorOf, scopeOf } from '../app-types.ts'
import {
  productParamsSchema,
  productSavedSchema,
  productsQuerySchema,
  productsSchema,
  saveCompatibilitySchema,
} from '../contracts/products.ts'

const tags = ['knowledge']

/** Product cards as admins look after them: what each goes together with. */
export function productRoutes(app: App, deps: { db: Database; clock: Clock }): void {
  app.route({
    method: 'GET',
    url: '/api/products',
    config: { right: 'knowledge:read', shops: 'scoped' },
    schema: {
      tags,
      summary: 'Products of the shops, with what each does and does not go together with',
      querystring: productsQuerySchema,
      response: { 200: productsSchema },
    },
    handler: (request) => listProducts(deps.db, { ...request.query, scope: scopeOf(request) }),
  })

  app.route({
    method: 'PUT',
    url: '/api/shops/:shopId/products/:sku/compatibility',
    config: { right: 'knowledge:write' },
    schema: {
      tags,
      summary: 'Say what a product does and does not go together with',
      params: productParamsSchema,
      body: saveCompatibilitySchema,
      response: { 200: productSavedSchema },
    },
    handler: async (request) => {
      const input = { ...request.params, ...request.body, actor: actorOf(request) }
      return { product: await saveCompatibility(deps, input) }
    },
  })
}
