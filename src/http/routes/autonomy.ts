import type { Actor } from '../../domain/actor.ts'
import type { Preset } from '../../domain/autonomy.ts'
import type { ShopScope } from '../../domain/shop-scope.ts'
import { type App, actorOf, scopeOf } from '../app-types.ts'
import {
  type Autonomy,
  type AutonomyReport,
  type AutoSend,
  autonomyReportSchema,
  autonomySchema,
  autoSendSchema,
  reportQuerySchema,
  resumeSendingSchema,
  type SavePolicy,
  type SetCells,
  type StopSwitches,
  savePolicySchema,
  setCellsSchema,
  stopSwitchesSchema,
  switchThrownSchema,
  throwSwitchSchema,
  usePresetSchema,
} from '../contracts/autonomy.ts'
import { caseParamsSchema, draftParamsSchema } from '../contracts/case.ts'
import { okSchema, shopParamsSchema } from '../contracts/common.ts'
import { refuseForeignShop, requireAllShops } from '../rights.ts'

type OfShop = { shopId: string }
type ByActor = OfShop & { actor: Actor }
type OfCase = OfShop & { conversationId: string }
type Throw = { shopId: string | null; isOn: boolean; reason?: string | undefined; actor: Actor }

/** What the routes need of `src/autonomy`. */
export type AutonomyVerbs = {
  readSwitches(scope: ShopScope): Promise<StopSwitches>
  throwSwitch(input: Throw): Promise<{ stopped: number }>
  resumeSending(input: { shopId: string; channel: string; actor: Actor }): Promise<void>
  readAutonomy(input: OfShop): Promise<Autonomy>
  savePolicy(input: ByActor & SavePolicy): Promise<void>
  setCells(input: ByActor & SetCells): Promise<void>
  usePreset(input: ByActor & { preset: Preset }): Promise<void>
  readReport(input: OfShop & { days: number }): Promise<AutonomyReport>
  explainSend(input: OfCase): Promise<AutoSend>
  stopSend(input: OfCase & { draftId: string; actor: Actor }): Promise<void>
}

const tags = ['automatic sending']
const SHOP = '/api/shops/:shopId/autonomy'
const CASE = '/api/shops/:shopId/conversations/:id'
const change = { right: 'admin' } as const
const changed = { 200: autonomySchema }

export function autonomyRoutes(app: App, autonomy: AutonomyVerbs): void {
  switchRoutes(app, autonomy)

  app.route({
    method: 'GET',
    url: SHOP,
    config: { right: 'autonomy:read' },
    schema: {
      tags,
      summary: 'What may leave by itself in a shop',
      params: shopParamsSchema,
      response: changed,
    },
    handler: ({ params }) => autonomy.readAutonomy(params),
  })

  app.route({
    method: 'PUT',
    url: `${SHOP}/policy`,
    config: change,
    schema: {
      tags,
      summary: 'Hours, undo time, stop words, acknowledgement: the whole policy anew',
      params: shopParamsSchema,
      body: savePolicySchema,
      response: changed,
    },
    handler: async (request) => {
      await autonomy.savePolicy({ ...request.params, ...request.body, actor: actorOf(request) })
      return autonomy.readAutonomy(request.params)
    },
  })

  app.route({
    method: 'PUT',
    url: `${SHOP}/cells`,
    config: change,
    schema: {
      tags,
      summary: 'Turn cells of the grid off, to drafts, to a dry run, or on',
      params: shopParamsSchema,
      body: setCellsSchema,
      response: changed,
    },
    handler: async (request) => {
      await autonomy.setCells({ ...request.params, ...request.body, actor: actorOf(request) })
      return autonomy.readAutonomy(request.params)
    },
  })

  app.route({
    method: 'POST',
    url: `${SHOP}/preset`,
    config: change,
    schema: {
      tags,
      summary: 'Fill the whole grid: cautious only tries dry, balanced sends what is plainly documented',
      params: shopParamsSchema,
      body: usePresetSchema,
      response: changed,
    },
    handler: async (request) => {
      await autonomy.usePreset({ ...request.params, ...request.body, actor: actorOf(request) })
      return autonomy.readAutonomy(request.params)
    },
  })

  app.route({
    method: 'GET',
    url: `${SHOP}/report`,
    config: { right: 'autonomy:read' },
    schema: {
      tags,
      summary: 'What a dry run would have sent, and what people did with the same drafts',
      params: shopParamsSchema,
      querystring: reportQuerySchema,
      response: { 200: autonomyReportSchema },
    },
    handler: ({ params, query }) => autonomy.readReport({ ...params, ...query }),
  })

  caseRoutes(app, autonomy)
}

function switchRoutes(app: App, autonomy: AutonomyVerbs): void {
  app.route({
    method: 'GET',
    url: '/api/autonomy/stop',
    config: { right: 'inbox:read', shops: 'scoped' },
    schema: { tags, summary: 'The stop switches as they stand', response: { 200: stopSwitchesSchema } },
    handler: (request) => autonomy.readSwitches(scopeOf(request)),
  })

  // Whoever sees something go wrong may stop it; letting it begin again is a decision.
  for (const [name, isOn, right] of [
    ['stop', true, 'drafts:decide'],
    ['resume', false, 'autonomy:resume'],
  ] as const) {
    app.route({
      method: 'POST',
      url: `/api/autonomy/${name}`,
      config: { right, shops: 'scoped' },
      schema: {
        tags,
        summary: isOn
          ? 'Stop everything that leaves by itself, at once; what waits stays with people'
          : 'Let drafts leave by themselves again; what was stopped is not sent',
        body: throwSwitchSchema,
        response: { 200: switchThrownSchema },
      },
      handler: async (request) => {
        const scope = scopeOf(request)
        const { shopId } = request.body
        if (shopId === null) requireAllShops(scope)
        else refuseForeignShop(scope, shopId)
        const { stopped } = await autonomy.throwSwitch({ ...request.body, isOn, actor: actorOf(request) })
        return { ...(await autonomy.readSwitches(scope)), stopped }
      },
    })
  }

  app.route({
    method: 'POST',
    url: '/api/autonomy/resume-sending',
    config: { right: 'autonomy:resume', shops: 'scoped' },
    schema: {
      tags,
      summary: 'Send again in a channel that was stopped because an answer vanished there',
      body: resumeSendingSchema,
      response: { 200: stopSwitchesSchema },
    },
    handler: async (request) => {
      const scope = scopeOf(request)
      refuseForeignShop(scope, request.body.shopId)
      await autonomy.resumeSending({ ...request.body, actor: actorOf(request) })
      return autonomy.readSwitches(scope)
    },
  })
}

function caseRoutes(app: App, autonomy: AutonomyVerbs): void {
  app.route({
    method: 'GET',
    url: `${CASE}/auto-send`,
    config: { right: 'inbox:read' },
    schema: {
      tags,
      summary: 'Why the draft leaves by itself, or why it does not',
      params: caseParamsSchema,
      response: { 200: autoSendSchema },
    },
    handler: ({ params }) => autonomy.explainSend({ shopId: params.shopId, conversationId: params.id }),
  })

  app.route({
    method: 'POST',
    url: `${CASE}/drafts/:draftId/stop-send`,
    config: { right: 'drafts:decide' },
    schema: {
      tags,
      summary: 'Keep a draft that waits from leaving by itself',
      params: draftParamsSchema,
      response: { 200: okSchema },
    },
    handler: async (request) => {
      const { shopId, id: conversationId, draftId } = request.params
      await autonomy.stopSend({ shopId, conversationId, draftId, actor: actorOf(request) })
      return { ok: true as const }
    },
  })
}
