import type { Database } from '../../db/client.ts'
import { addNote, listColleagues, readMentions } from '../../review/case-notes.ts'
import { listTakers } from '../../review/department-members.ts'
import { escalateCase, handBackCase } from '../../review/escalate-case.ts'
import { snoozeCase, wakeCase } from '../../review/snooze-case.ts'
import type { Clock } from '../../shared/clock.ts'
import { type App, actorOf, scopeOf } from '../app-types.ts'
import { caseParamsSchema } from '../contracts/case.ts'
import { okSchema } from '../contracts/common.ts'
import { addNoteSchema, colleaguesQuerySchema, colleaguesSchema } from '../contracts/notes.ts'
import { escalateSchema, handBackSchema, snoozeSchema } from '../contracts/review.ts'
import { refuseForeignShop } from '../rights.ts'

const CASE = '/api/shops/:shopId/conversations/:id'
const tags = ['inbox']
const config = { right: 'drafts:decide' } as const
const ok = { ok: true as const }

/** What people do with a case beside its draft. */
export function deskRoutes(app: App, deps: { db: Database; clock: Clock }): void {
  app.route({
    method: 'PUT',
    url: `${CASE}/snooze`,
    config,
    schema: {
      tags,
      summary: 'Put a case off, never into its window or the 24 h',
      params: caseParamsSchema,
      body: snoozeSchema,
      response: { 200: okSchema },
    },
    handler: async (request) => {
      const { until, revision } = request.body
      await snoozeCase(deps, {
        ...caseRef(request.params),
        until: new Date(until),
        revision,
        actor: actorOf(request),
      })
      return ok
    },
  })

  app.route({
    method: 'DELETE',
    url: `${CASE}/snooze`,
    config,
    schema: { tags, summary: 'Bring a case back', params: caseParamsSchema, response: { 200: okSchema } },
    handler: async (request) => {
      await wakeCase(deps, { ...caseRef(request.params), actor: actorOf(request) })
      return ok
    },
  })
}

/** What people tell each other about a case, and who gets it. */
export function noteRoutes(app: App, deps: { db: Database; clock: Clock }): void {
  app.route({
    method: 'GET',
    url: '/api/colleagues',
    config: { right: 'inbox:read', shops: 'scoped' },
    schema: {
      tags,
      summary: 'Who can be named or handed a case of a shop, people and departments',
      querystring: colleaguesQuerySchema,
      response: { 200: colleaguesSchema },
    },
    handler: async (request) => {
      const { shopId } = request.query
      refuseForeignShop(scopeOf(request), shopId)
      return { people: await listColleagues(deps.db, shopId), departments: await listTakers(deps.db, shopId) }
    },
  })

  app.route({
    method: 'POST',
    url: `${CASE}/notes`,
    config,
    schema: {
      tags,
      summary: 'Leave a note; who is named finds the case in their queue',
      params: caseParamsSchema,
      body: addNoteSchema,
      response: { 200: okSchema },
    },
    handler: async (request) => {
      await addNote(deps, { ...caseRef(request.params), ...request.body, actor: actorOf(request) })
      return ok
    },
  })

  app.route({
    method: 'POST',
    url: `${CASE}/mentions/read`,
    config,
    schema: {
      tags,
      summary: 'The notes that name me are read',
      params: caseParamsSchema,
      response: { 200: okSchema },
    },
    handler: async (request) => {
      await readMentions(deps, { ...caseRef(request.params), actor: actorOf(request) })
      return ok
    },
  })

  app.route({
    method: 'POST',
    url: `${CASE}/escalate`,
    config,
    schema: {
      tags,
      summary: 'Hand a case to a person, a role or a department',
      params: caseParamsSchema,
      body: escalateSchema,
      response: { 200: okSchema },
    },
    handler: async (request) => {
      await escalateCase(deps, { ...caseRef(request.params), ...request.body, actor: actorOf(request) })
      return ok
    },
  })

  app.route({
    method: 'POST',
    url: `${CASE}/hand-back`,
    config,
    schema: {
      tags,
      summary: 'Give an escalated case back to everybody',
      params: caseParamsSchema,
      body: handBackSchema,
      response: { 200: okSchema },
    },
    handler: async (request) => {
      await handBackCase(deps, { ...caseRef(request.params), ...request.body, actor: actorOf(request) })
      return ok
    },
  })
}

const caseRef = ({ shopId, id }: { shopId: string; id: string }) => ({ shopId, conversationId: id })
