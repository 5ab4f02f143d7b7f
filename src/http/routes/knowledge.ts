import type { Actor } from '../../domain/actor.ts'
import type { ShopScope } from '../../domain/shop-scope.ts'
import { type App, actorOf, scopeOf } from '../app-types.ts'
import {
  diffQuerySchema,
  fillKnowledgeSchema,
  type KnowledgeEntry,
  type KnowledgeFilled,
  type KnowledgeItem,
  type KnowledgeList,
  type KnowledgeQuery,
  knowledgeFilledSchema,
  knowledgeItemAnswerSchema,
  knowledgeListSchema,
  knowledgeParamsSchema,
  knowledgeQuerySchema,
  knowledgeSavedSchema,
  restoreKnowledgeSchema,
  type SaveKnowledge,
  saveKnowledgeSchema,
  type Versions,
  type VersionsDiff,
  versionsDiffSchema,
  versionsQuerySchema,
  versionsSchema,
} from '../contracts/knowledge.ts'

type EntryRef = { shopId: string; id: string }
type ByActor = EntryRef & { actor: Actor }

/** What the routes need of `src/knowledge`. `saveEntry` refuses a version that is not the newest. */
export type KnowledgeVerbs = {
  listEntries(query: KnowledgeQuery & { scope: ShopScope }): Promise<KnowledgeList>
  loadEntry(ref: EntryRef): Promise<KnowledgeItem>
  saveEntry(input: ByActor & { content: SaveKnowledge }): Promise<KnowledgeEntry>
  fillEntry(input: ByActor & { version: number }): Promise<KnowledgeFilled>
  listVersions(ref: EntryRef & { cursor?: string | undefined; limit: number }): Promise<Versions>
  diffVersions(ref: EntryRef & { from: number; to: number }): Promise<VersionsDiff>
  restoreVersion(input: ByActor & { restore: number; version: number }): Promise<KnowledgeEntry>
}

const tags = ['knowledge']

export function knowledgeRoutes(app: App, knowledge: KnowledgeVerbs): void {
  app.route({
    method: 'GET',
    url: '/api/knowledge',
    config: { right: 'knowledge:read', shops: 'scoped' },
    schema: {
      tags,
      summary: 'List and search knowledge entries',
      querystring: knowledgeQuerySchema,
      response: { 200: knowledgeListSchema },
    },
    handler: (request) => knowledge.listEntries({ ...request.query, scope: scopeOf(request) }),
  })

  app.route({
    method: 'GET',
    url: '/api/knowledge/:shopId/:id',
    config: { right: 'knowledge:read' },
    schema: {
      tags,
      summary: 'One entry, with what became of the drafts it was found for',
      params: knowledgeParamsSchema,
      response: { 200: knowledgeItemAnswerSchema },
    },
    handler: async ({ params }) => ({ entry: await knowledge.loadEntry(params) }),
  })

  app.route({
    method: 'PUT',
    url: '/api/knowledge/:shopId/:id',
    config: { right: 'knowledge:write' },
    schema: {
      tags,
      summary: 'Write an entry; a change makes a new version',
      params: knowledgeParamsSchema,
      body: saveKnowledgeSchema,
      response: { 200: knowledgeSavedSchema },
    },
    handler: async (request) => {
      const input = { ...request.params, content: request.body, actor: actorOf(request) }
      return { entry: await knowledge.saveEntry(input) }
    },
  })

  app.route({
    method: 'POST',
    url: '/api/knowledge/:shopId/:id/fill',
    config: { right: 'knowledge:write' },
    schema: {
      tags,
      summary: 'Let the model write the languages a draft lacks; marked until a person accepts them',
      params: knowledgeParamsSchema,
      body: fillKnowledgeSchema,
      response: { 200: knowledgeFilledSchema },
    },
    handler: (request) =>
      knowledge.fillEntry({ ...request.params, ...request.body, actor: actorOf(request) }),
  })

  historyRoutes(app, knowledge)
}

function historyRoutes(app: App, knowledge: KnowledgeVerbs): void {
  app.route({
    method: 'GET',
    url: '/api/knowledge/:shopId/:id/versions',
    config: { right: 'knowledge:read' },
    schema: {
      tags,
      summary: 'The versions of an entry, newest first',
      params: knowledgeParamsSchema,
      querystring: versionsQuerySchema,
      response: { 200: versionsSchema },
    },
    handler: ({ params, query }) => knowledge.listVersions({ ...params, ...query }),
  })

  app.route({
    method: 'GET',
    url: '/api/knowledge/:shopId/:id/diff',
    config: { right: 'knowledge:read' },
    schema: {
      tags,
      summary: 'What changed from one version to another',
      params: knowledgeParamsSchema,
      querystring: diffQuerySchema,
      response: { 200: versionsDiffSchema },
    },
    handler: ({ params, query }) => knowledge.diffVersions({ ...params, ...query }),
  })

  app.route({
    method: 'POST',
    url: '/api/knowledge/:shopId/:id/restore',
    config: { right: 'knowledge:write' },
    schema: {
      tags,
      summary: 'Bring an earlier version back as the newest',
      params: knowledgeParamsSchema,
      body: restoreKnowledgeSchema,
      response: { 200: knowledgeSavedSchema },
    },
    handler: async (request) => {
      const input = { ...request.params, ...request.body, actor: actorOf(request) }
      return { entry: await knowledge.restoreVersion(input) }
    },
  })
}
