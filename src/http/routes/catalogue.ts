import { type App, actorOf } from '../app-types.ts'
import {
  type Catalogue,
  type CatalogueSyncView,
  catalogueQuerySchema,
  catalogueSchema,
  syncParamsSchema,
  syncSavedSchema,
} from '../contracts/catalogue.ts'
import { shopParamsSchema } from '../contracts/common.ts'

/** What the routes need of `src/catalogue`. */
export type CatalogueVerbs = {
  listSyncs(input: { shopId: string; limit: number }): Promise<Catalogue>
  startSync(input: { shopId: string; actor: string }): Promise<CatalogueSyncView>
  cancelSync(input: { shopId: string; syncId: string; actor: string }): Promise<CatalogueSyncView>
}

const tags = ['catalogue']
const url = '/api/shops/:shopId/catalogue-syncs'

export function catalogueRoutes(app: App, catalogue: CatalogueVerbs): void {
  app.route({
    method: 'GET',
    url,
    config: { right: 'knowledge:read' },
    schema: {
      tags,
      summary: 'How the catalogue was read from the marketplace, and how far the reading under way is',
      params: shopParamsSchema,
      querystring: catalogueQuerySchema,
      response: { 200: catalogueSchema },
    },
    handler: ({ params, query }) => catalogue.listSyncs({ ...params, ...query }),
  })

  app.route({
    method: 'POST',
    url,
    config: { right: 'admin' },
    schema: {
      tags,
      summary: 'Read the whole catalogue now; answers the reading under way when there is one',
      params: shopParamsSchema,
      response: { 200: syncSavedSchema },
    },
    handler: async (request) => ({
      sync: await catalogue.startSync({ ...request.params, actor: actorOf(request).id }),
    }),
  })

  app.route({
    method: 'POST',
    url: `${url}/:syncId/cancel`,
    config: { right: 'admin' },
    schema: {
      tags,
      summary: 'End a reading where it stands; nothing is retired by it',
      params: syncParamsSchema,
      response: { 200: syncSavedSchema },
    },
    handler: async (request) => ({
      sync: await catalogue.cancelSync({ ...request.params, actor: actorOf(request).id }),
    }),
  })
}
