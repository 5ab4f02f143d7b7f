import type { Actor } from '../../domain/actor.ts'
import { type App, actorOf } from '../app-types.ts'
import {
  type KnowledgeEntry,
  type KnowledgeList,
  type KnowledgeQuery,
  knowledgeListSchema,
  knowledgeParamsSchema,
  knowledgeQuerySchema,
  knowledgeSavedSchema,
  type SaveKnowledge,
  saveKnowledgeSchema,
} from '../contracts/knowledge.ts'

type EntryRef = { shopId: string; id: string }

/** What the routes need of `src/knowledge`. `saveEntry` refuses a version that is not the newest. */
export type KnowledgeVerbs = {
  listEntries(query: KnowledgeQuery): Promise<KnowledgeList>
  loadEntry(ref: EntryRef): Promise<KnowledgeEntry>
  saveEntry(input: EntryRef & { content: SaveKnowledge; actor: Actor }): Promise<KnowledgeEntry>
}

const tags = ['knowledge']

export function knowledgeRoutes(app: App, knowledge: KnowledgeVerbs): void {
  app.route({
    method: 'GET',
    url: '/api/knowledge',
    config: { right: 'knowledge:read' },
    schema: {
      tags,
      summary: 'List and search knowledge entries',
      querystring: knowledgeQuerySchema,
      response: { 200: knowledgeListSchema },
    },
    handler: ({ query }) => knowledge.listEntries(query),
  })

  app.route({
    method: 'GET',
    url: '/api/knowledge/:shopId/:id',
    config: { right: 'knowledge:read' },
    schema: {
      tags,
      summary: 'One entry',
      params: knowledgeParamsSchema,
      response: { 200: knowledgeSavedSchema },
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
}
