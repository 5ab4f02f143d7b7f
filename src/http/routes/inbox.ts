import { type App, actorOf, askerOf } from '../app-types.ts'
import { caseParamsSchema, caseSchema, draftParamsSchema, replyParamsSchema } from '../contracts/case.ts'
import { okSchema } from '../contracts/common.ts'
import { inboxQuerySchema, inboxSchema } from '../contracts/inbox.ts'
import { keepAnswerSchema, knowledgeSavedSchema, pastAnswerSchema } from '../contracts/knowledge.ts'
import {
  approveSchema,
  checkTextSchema,
  claimedSchema,
  editSchema,
  redoSchema,
  refuseSchema,
  replyQueuedSchema,
  textCheckedSchema,
  writeSchema,
} from '../contracts/review.ts'
import type { ReviewVerbs } from '../review-verbs.ts'

const CASE = '/api/shops/:shopId/conversations/:id'
const tags = ['inbox']
const ok = { ok: true as const }
const decide = { right: 'drafts:decide' } as const

export function inboxRoutes(app: App, review: ReviewVerbs): void {
  app.route({
    method: 'GET',
    url: '/api/inbox',
    config: { right: 'inbox:read', shops: 'scoped' },
    schema: {
      tags,
      summary: 'A page of the inbox',
      querystring: inboxQuerySchema,
      response: { 200: inboxSchema },
    },
    handler: (request) => review.listInbox({ ...request.query, ...askerOf(request) }),
  })

  app.route({
    method: 'GET',
    url: CASE,
    config: { right: 'inbox:read' },
    schema: {
      tags,
      summary: 'All about one conversation',
      params: caseParamsSchema,
      response: { 200: caseSchema },
    },
    handler: (request) => review.loadCase({ ...caseRef(request.params), actor: actorOf(request) }),
  })

  app.route({
    method: 'POST',
    url: `${CASE}/claim`,
    config: decide,
    schema: {
      tags,
      summary: 'Take a case, or keep it',
      params: caseParamsSchema,
      response: { 200: claimedSchema },
    },
    handler: (request) => review.claimConversation({ ...caseRef(request.params), actor: actorOf(request) }),
  })

  app.route({
    method: 'DELETE',
    url: `${CASE}/claim`,
    config: decide,
    schema: { tags, summary: 'Give a case back', params: caseParamsSchema, response: { 200: okSchema } },
    handler: async (request) => {
      await review.releaseClaim({ ...caseRef(request.params), actor: actorOf(request) })
      return ok
    },
  })

  app.route({
    method: 'POST',
    url: `${CASE}/check-text`,
    config: decide,
    schema: {
      tags,
      summary: 'Check a text before it is sent',
      params: caseParamsSchema,
      body: checkTextSchema,
      response: { 200: textCheckedSchema },
    },
    handler: (request) =>
      review.checkText({ ...caseRef(request.params), ...request.body, role: actorOf(request).role }),
  })

  app.route({
    method: 'POST',
    url: `${CASE}/write`,
    config: decide,
    schema: {
      tags,
      summary: 'Send an own reply where there is no draft',
      params: caseParamsSchema,
      body: writeSchema,
      response: { 200: replyQueuedSchema },
    },
    handler: (request) =>
      review.writeReply({ ...caseRef(request.params), ...request.body, actor: actorOf(request) }),
  })

  app.route({
    method: 'POST',
    url: `${CASE}/replies/:replyId/undo`,
    config: decide,
    schema: {
      tags,
      summary: 'Take an approved reply back before it leaves',
      params: replyParamsSchema,
      response: { 200: okSchema },
    },
    handler: async (request) => {
      const { replyId } = request.params
      await review.undoReply({ ...caseRef(request.params), replyId, actor: actorOf(request) })
      return ok
    },
  })

  pastAnswerRoutes(app, review)
  draftRoutes(app, review)
}

const PAST_ANSWER = `${CASE}/replies/:replyId/past-answer`

function pastAnswerRoutes(app: App, review: ReviewVerbs): void {
  app.route({
    method: 'GET',
    url: PAST_ANSWER,
    config: decide,
    schema: {
      tags,
      summary: 'What a reply that the buyer has seen would be kept as',
      params: replyParamsSchema,
      response: { 200: pastAnswerSchema },
    },
    handler: ({ params }) => review.suggestPastAnswer({ ...caseRef(params), replyId: params.replyId }),
  })

  app.route({
    method: 'POST',
    url: PAST_ANSWER,
    config: decide,
    schema: {
      tags,
      summary: 'Keep a reply as a past answer; what an agent keeps is a draft',
      params: replyParamsSchema,
      body: keepAnswerSchema,
      response: { 200: knowledgeSavedSchema },
    },
    handler: async (request) => {
      const { replyId } = request.params
      const input = { ...caseRef(request.params), replyId, ...request.body, actor: actorOf(request) }
      return { entry: await review.keepAnswer(input) }
    },
  })
}

const DRAFT = `${CASE}/drafts/:draftId`

function draftRoutes(app: App, review: ReviewVerbs): void {
  app.route({
    method: 'POST',
    url: `${DRAFT}/approve`,
    config: decide,
    schema: {
      tags,
      summary: 'Send the draft as it is',
      params: draftParamsSchema,
      body: approveSchema,
      response: { 200: replyQueuedSchema },
    },
    handler: (request) =>
      review.approveDraft({ ...draftRef(request.params), ...request.body, actor: actorOf(request) }),
  })

  app.route({
    method: 'POST',
    url: `${DRAFT}/edit`,
    config: decide,
    schema: {
      tags,
      summary: 'Send a changed text',
      params: draftParamsSchema,
      body: editSchema,
      response: { 200: replyQueuedSchema },
    },
    handler: (request) =>
      review.editDraft({ ...draftRef(request.params), ...request.body, actor: actorOf(request) }),
  })

  app.route({
    method: 'POST',
    url: `${DRAFT}/refuse`,
    config: decide,
    schema: {
      tags,
      summary: 'Refuse the draft with a reason',
      params: draftParamsSchema,
      body: refuseSchema,
      response: { 200: okSchema },
    },
    handler: async (request) => {
      await review.refuseDraft({ ...draftRef(request.params), ...request.body, actor: actorOf(request) })
      return ok
    },
  })

  app.route({
    method: 'POST',
    url: `${DRAFT}/redo`,
    config: decide,
    schema: {
      tags,
      summary: 'Ask for another draft',
      params: draftParamsSchema,
      body: redoSchema,
      response: { 200: okSchema },
    },
    handler: async (request) => {
      await review.redoDraft({ ...draftRef(request.params), ...request.body, actor: actorOf(request) })
      return ok
    },
  })
}

const caseRef = ({ shopId, id }: { shopId: string; id: string }) => ({ shopId, conversationId: id })

const draftRef = (params: { shopId: string; id: string; draftId: string }) => ({
  ...caseRef(params),
  draftId: params.draftId,
})
