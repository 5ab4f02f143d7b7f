import { type App, actorOf } from '../app-types.ts'
import { caseParamsSchema, draftParamsSchema } from '../contracts/case.ts'
import {
  draftCardSchema,
  readingQuerySchema,
  rewriteSchema,
  rewrittenSchema,
  translationsSchema,
} from '../contracts/reading.ts'
import type { ReviewVerbs } from '../review-verbs.ts'

const CASE = '/api/shops/:shopId/conversations/:id'
const tags = ['inbox']

/** What the Russian says, for people who do not read it, and the way back: their words in Russian. */
export function readingRoutes(app: App, review: ReviewVerbs): void {
  app.route({
    method: 'GET',
    url: `${CASE}/drafts/:draftId/card`,
    config: { right: 'inbox:read' },
    schema: {
      tags,
      summary: 'The reading card of the waiting draft in a language, read by a model now if it is not kept',
      params: draftParamsSchema,
      querystring: readingQuerySchema,
      response: { 200: draftCardSchema },
    },
    handler: ({ params: { shopId, id, draftId }, query }) =>
      review.readCard({ shopId, conversationId: id, draftId, ...query }),
  })

  app.route({
    method: 'GET',
    url: `${CASE}/translations`,
    config: { right: 'inbox:read' },
    schema: {
      tags,
      summary: 'The messages of a conversation in a language; without a model those that are kept',
      params: caseParamsSchema,
      querystring: readingQuerySchema,
      response: { 200: translationsSchema },
    },
    handler: ({ params: { shopId, id }, query }) =>
      review.translateMessages({ shopId, conversationId: id, ...query }),
  })

  app.route({
    method: 'POST',
    url: `${CASE}/rewrite`,
    config: { right: 'drafts:decide' },
    schema: {
      tags,
      summary: "Make a Russian draft from an agent's text in another language",
      params: caseParamsSchema,
      body: rewriteSchema,
      response: { 200: rewrittenSchema },
    },
    handler: (request) =>
      review.rewriteDraft({
        shopId: request.params.shopId,
        conversationId: request.params.id,
        ...request.body,
        actor: actorOf(request),
      }),
  })
}
