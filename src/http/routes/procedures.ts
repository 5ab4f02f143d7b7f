import type { Database } from '../../db/client.ts'
import {
  diffProcedure,
  listProcedures,
  listProcedureVersions,
} from '../../drafting/procedures/procedure-history.ts'
import { restoreProcedure, saveProcedure } from '../../drafting/procedures/save-procedure.ts'
import type { Clock } from '../../shared/clock.ts'
import { type App, actorOf } from '../app-types.ts'
import { shopParamsSchema } from '../contracts/common.ts'
import {
  procedureDiffQuerySchema,
  procedureDiffSchema,
  procedureListSchema,
  procedureParamsSchema,
  procedureSavedSchema,
  procedureVersionsQuerySchema,
  procedureVersionsSchema,
  restoreProcedureSchema,
  saveProcedureSchema,
} from '../contracts/procedures.ts'

const tags = ['procedures']

/** What the admin decides about each kind of case: facts, steps, remedies, tone. */
export function procedureRoutes(app: App, deps: { db: Database; clock: Clock }): void {
  app.route({
    method: 'GET',
    url: '/api/shops/:shopId/procedures',
    config: { right: 'admin' },
    schema: {
      tags,
      summary: 'The procedure of every category as it holds in this shop',
      params: shopParamsSchema,
      response: { 200: procedureListSchema },
    },
    handler: async ({ params }) => ({ procedures: await listProcedures(deps.db, params.shopId) }),
  })

  app.route({
    method: 'PUT',
    url: '/api/shops/:shopId/procedures/:category',
    config: { right: 'admin' },
    schema: {
      tags,
      summary: 'Write a procedure; a change makes a new version',
      params: procedureParamsSchema,
      body: saveProcedureSchema,
      response: { 200: procedureSavedSchema },
    },
    handler: async (request) => {
      const input = { ...request.params, ...request.body, actor: actorOf(request) }
      return { procedure: await saveProcedure(deps, input) }
    },
  })

  app.route({
    method: 'GET',
    url: '/api/shops/:shopId/procedures/:category/versions',
    config: { right: 'admin' },
    schema: {
      tags,
      summary: 'The versions of a procedure, newest first',
      params: procedureParamsSchema,
      querystring: procedureVersionsQuerySchema,
      response: { 200: procedureVersionsSchema },
    },
    handler: ({ params, query }) => listProcedureVersions(deps.db, { ...params, ...query }),
  })

  app.route({
    method: 'GET',
    url: '/api/shops/:shopId/procedures/:category/diff',
    config: { right: 'admin' },
    schema: {
      tags,
      summary: 'What changed from one version to another; 0 is the shipped one',
      params: procedureParamsSchema,
      querystring: procedureDiffQuerySchema,
      response: { 200: procedureDiffSchema },
    },
    handler: ({ params, query }) => diffProcedure(deps.db, { ...params, ...query }),
  })

  app.route({
    method: 'POST',
    url: '/api/shops/:shopId/procedures/:category/restore',
    config: { right: 'admin' },
    schema: {
      tags,
      summary: 'Bring an earlier version back as the newest; 0 goes back to the shipped one',
      params: procedureParamsSchema,
      body: restoreProcedureSchema,
      response: { 200: procedureSavedSchema },
    },
    handler: async (request) => {
      const input = { ...request.params, ...request.body, actor: actorOf(request) }
      return { procedure: await restoreProcedure(deps, input) }
    },
  })
}
