import type { Database } from '../../db/client.ts'
import { addView, listViews, removeView, saveView } from '../../review/saved-views.ts'
import type { Clock } from '../../shared/clock.ts'
import { type App, actorOf, askerOf } from '../app-types.ts'
import { okSchema } from '../contracts/common.ts'
import { savedViewsSchema, saveViewSchema, viewParamsSchema, viewSavedSchema } from '../contracts/views.ts'

const tags = ['inbox']
const config = { right: 'inbox:view', shops: 'scoped' } as const

/** Filters of the queue that people keep under a name. */
export function viewRoutes(app: App, deps: { db: Database; clock: Clock }): void {
  app.route({
    method: 'GET',
    url: '/api/views',
    config,
    schema: { tags, summary: 'Saved views with their counts', response: { 200: savedViewsSchema } },
    handler: async (request) => ({ views: await listViews(deps, askerOf(request)) }),
  })

  app.route({
    method: 'POST',
    url: '/api/views',
    config,
    schema: {
      tags,
      summary: 'Keep a view; a shared one needs a lead',
      body: saveViewSchema,
      response: { 200: viewSavedSchema },
    },
    handler: async (request) => ({ id: await addView(deps, { ...request.body, ...askerOf(request) }) }),
  })

  app.route({
    method: 'PUT',
    url: '/api/views/:id',
    config,
    schema: {
      tags,
      summary: 'Change a view of one’s own',
      params: viewParamsSchema,
      body: saveViewSchema,
      response: { 200: viewSavedSchema },
    },
    handler: async (request) => ({
      id: await saveView(deps, { ...request.params, ...request.body, ...askerOf(request) }),
    }),
  })

  app.route({
    method: 'DELETE',
    url: '/api/views/:id',
    config,
    schema: {
      tags,
      summary: 'Remove a view of one’s own',
      params: viewParamsSchema,
      response: { 200: okSchema },
    },
    handler: async (request) => {
      await removeView(deps, { ...request.params, actor: actorOf(request) })
      return { ok: true as const }
    },
  })
}
