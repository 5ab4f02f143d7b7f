import { assignCase } from '../../cases/assign.ts'
import { readAssignmentRule, saveAssignmentRule } from '../../cases/assignment-rule.ts'
import { loadTimeline } from '../../cases/load-timeline.ts'
import { mergeCases, partCase } from '../../cases/merge-cases.ts'
import { setStage } from '../../cases/set-stage.ts'
import { endWait, startWait } from '../../cases/wait.ts'
import type { Database } from '../../db/client.ts'
import { setCaseTargets } from '../../intake/set-targets.ts'
import { closeCase, reopenCase } from '../../review/close-case.ts'
import type { Clock } from '../../shared/clock.ts'
import { type App, actorOf } from '../app-types.ts'
import { caseParamsSchema } from '../contracts/case.ts'
import {
  assignmentRuleSchema,
  assignSchema,
  closeCaseSchema,
  mergeCaseSchema,
  setStageSchema,
  startWaitSchema,
  timelineSchema,
} from '../contracts/case-desk.ts'
import { okSchema, shopParamsSchema } from '../contracts/common.ts'

const CASE = '/api/shops/:shopId/conversations/:id'
const tags = ['cases']
const decide = { right: 'drafts:decide' } as const
const ok = { ok: true as const }

/** How far a case is, whose it is, whom it waits for, and what happened to it. */
export function caseRoutes(app: App, deps: { db: Database; clock: Clock }): void {
  const waiting = { ...deps, setTargets: setCaseTargets }
  app.route({
    method: 'PUT',
    url: `${CASE}/stage`,
    config: decide,
    schema: {
      tags,
      summary: 'Put a complaint into a stage',
      params: caseParamsSchema,
      body: setStageSchema,
      response: { 200: okSchema },
    },
    handler: async (request) => {
      await setStage(deps, { ...caseRef(request.params), ...request.body, actor: actorOf(request) })
      return ok
    },
  })

  app.route({
    method: 'PUT',
    url: `${CASE}/assignee`,
    config: decide,
    schema: {
      tags,
      summary: 'Give a case to a person, or to nobody',
      params: caseParamsSchema,
      body: assignSchema,
      response: { 200: okSchema },
    },
    handler: async (request) => {
      await assignCase(deps, { ...caseRef(request.params), ...request.body, actor: actorOf(request) })
      return ok
    },
  })

  app.route({
    method: 'PUT',
    url: `${CASE}/wait`,
    config: decide,
    schema: {
      tags,
      summary: 'A case waits for somebody else',
      params: caseParamsSchema,
      body: startWaitSchema,
      response: { 200: okSchema },
    },
    handler: async (request) => {
      await startWait(waiting, { ...caseRef(request.params), ...request.body, actor: actorOf(request) })
      return ok
    },
  })

  app.route({
    method: 'DELETE',
    url: `${CASE}/wait`,
    config: decide,
    schema: { tags, summary: 'A case waits no more', params: caseParamsSchema, response: { 200: okSchema } },
    handler: async (request) => {
      await endWait(waiting, { ...caseRef(request.params), actor: actorOf(request) })
      return ok
    },
  })

  app.route({
    method: 'POST',
    url: `${CASE}/close`,
    config: decide,
    schema: {
      tags,
      summary: 'Close a case: the buyer confirmed it, or with a reason',
      params: caseParamsSchema,
      body: closeCaseSchema,
      response: { 200: okSchema },
    },
    handler: async (request) => {
      await closeCase(deps, { ...caseRef(request.params), ...request.body, actor: actorOf(request) })
      return ok
    },
  })

  app.route({
    method: 'POST',
    url: `${CASE}/reopen`,
    config: decide,
    schema: {
      tags,
      summary: 'A closed case is under way again',
      params: caseParamsSchema,
      response: { 200: okSchema },
    },
    handler: async (request) => {
      await reopenCase(deps, { ...caseRef(request.params), actor: actorOf(request) })
      return ok
    },
  })

  app.route({
    method: 'GET',
    url: `${CASE}/timeline`,
    config: { right: 'inbox:read' },
    schema: {
      tags,
      summary: 'All that happened to a case, oldest first',
      params: caseParamsSchema,
      response: { 200: timelineSchema },
    },
    handler: async ({ params }) => ({ entries: await loadTimeline(deps.db, caseRef(params)) }),
  })
}

/** What one buyer asks in several places, made one case and taken apart again. */
export function mergeRoutes(app: App, deps: { db: Database; clock: Clock }): void {
  const merging = { ...deps, setCaseTargets }
  app.route({
    method: 'POST',
    url: `${CASE}/merge`,
    config: decide,
    schema: {
      tags,
      summary: 'Make one case of two: of the same shop and buyer',
      params: caseParamsSchema,
      body: mergeCaseSchema,
      response: { 200: okSchema },
    },
    handler: async (request) => {
      const { conversationId: otherId } = request.body
      await mergeCases(merging, { ...caseRef(request.params), otherId, actor: actorOf(request) })
      return ok
    },
  })

  app.route({
    method: 'POST',
    url: `${CASE}/part`,
    config: decide,
    schema: {
      tags,
      summary: 'Take a conversation out of its case again',
      params: caseParamsSchema,
      body: mergeCaseSchema,
      response: { 200: okSchema },
    },
    handler: async (request) => {
      const { conversationId: memberId } = request.body
      await partCase(merging, { ...caseRef(request.params), memberId, actor: actorOf(request) })
      return ok
    },
  })
}

/** How a shop gives out its new cases. */
export function assignmentRuleRoutes(app: App, deps: { db: Database; clock: Clock }): void {
  const url = '/api/shops/:shopId/assignment-rule'
  app.route({
    method: 'GET',
    url,
    config: { right: 'autonomy:read' },
    schema: {
      tags,
      summary: 'Who is given new cases',
      params: shopParamsSchema,
      response: { 200: assignmentRuleSchema },
    },
    handler: ({ params }) => readAssignmentRule(deps.db, params.shopId),
  })

  app.route({
    method: 'PUT',
    url,
    config: { right: 'autonomy:resume' },
    schema: {
      tags,
      summary: 'Give new cases of some categories to the least loaded person of a role',
      params: shopParamsSchema,
      body: assignmentRuleSchema,
      response: { 200: okSchema },
    },
    handler: async (request) => {
      const { shopId } = request.params
      await saveAssignmentRule(deps, { shopId, rule: request.body, actor: actorOf(request) })
      return ok
    },
  })
}

const caseRef = ({ shopId, id }: { shopId: string; id: string }) => ({ shopId, conversationId: id })
