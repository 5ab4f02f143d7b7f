import type { Database } from '../../db/client.ts'
import {
  addCannedReply,
  listCannedReplies,
  removeCannedReply,
  saveCannedReply,
} from '../../review/canned-replies.ts'
import type { Clock } from '../../shared/clock.ts'
import { type App, askerOf } from '../app-types.ts'
import {
  addCannedSchema,
  cannedParamsSchema,
  cannedRepliesSchema,
  cannedSavedSchema,
  saveCannedSchema,
} from '../contracts/canned.ts'
import { okSchema } from '../contracts/common.ts'

const tags = ['inbox']
const config = { right: 'drafts:decide', shops: 'scoped' } as const

/** Texts with variables that agents put into a reply. */
export function cannedRoutes(app: App, deps: { db: Database; clock: Clock }): void {
  app.route({
    method: 'GET',
    url: '/api/canned-replies',
    config,
    schema: {
      tags,
      summary: "Canned replies: everybody's and one's own",
      response: { 200: cannedRepliesSchema },
    },
    handler: async (request) => ({ replies: await listCannedReplies(deps.db, askerOf(request)) }),
  })

  app.route({
    method: 'POST',
    url: '/api/canned-replies',
    config,
    schema: {
      tags,
      summary: 'Write a canned reply; a shared one needs a lead',
      body: addCannedSchema,
      response: { 200: cannedSavedSchema },
    },
    handler: async (request) => ({
      reply: await addCannedReply(deps, { ...request.body, ...askerOf(request) }),
    }),
  })

  app.route({
    method: 'PUT',
    url: '/api/canned-replies/:id',
    config,
    schema: {
      tags,
      summary: 'Change a canned reply; a shared one needs a lead',
      params: cannedParamsSchema,
      body: saveCannedSchema,
      response: { 200: cannedSavedSchema },
    },
    handler: async (request) => {
      const input = { ...request.params, ...request.body, ...askerOf(request) }
      return { reply: await saveCannedReply(deps, input) }
    },
  })

  app.route({
    method: 'DELETE',
    url: '/api/canned-replies/:id',
    config,
    schema: {
      tags,
      summary: 'Remove a canned reply',
      params: cannedParamsSchema,
      response: { 200: okSchema },
    },
    handler: async (request) => {
      await removeCannedReply(deps, { ...request.params, ...askerOf(request) })
      return { ok: true as const }
    },
  })
}
