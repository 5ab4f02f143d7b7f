import type { Actor } from '../../domain/actor.ts'
import type { ShopScope } from '../../domain/shop-scope.ts'
import { type App, actorOf, askerOf } from '../app-types.ts'
import {
  type AddTarget,
  type Alerts,
  type AlertTrial,
  addTargetSchema,
  alertsSchema,
  alertTrialSchema,
  type ChooseBot,
  type ChooseMail,
  chooseBotSchema,
  chooseMailSchema,
  type HouseAlerts,
  houseAlertsSchema,
  type SaveAlerts,
  saveAlertsSchema,
  type TargetAdded,
  targetAddedSchema,
  targetParamsSchema,
  tryMailSchema,
} from '../contracts/alerts.ts'
import { okSchema } from '../contracts/common.ts'

type Asker = { actor: Actor; scope: ShopScope }
type OfTarget = { targetId: string; actor: Actor }

/** What the routes need of `src/alerts`. */
export type AlertVerbs = {
  readAlerts(asker: Asker): Promise<Alerts>
  saveAlerts(input: SaveAlerts & Asker): Promise<void>
  addTarget(input: AddTarget & { actor: Actor }): Promise<TargetAdded>
  removeTarget(input: OfTarget): Promise<void>
  tryTarget(input: OfTarget): Promise<AlertTrial>
  readHouse(): Promise<HouseAlerts>
  saveMail(input: ChooseMail & { actor: Actor }): Promise<void>
  saveBot(input: ChooseBot & { actor: Actor }): Promise<void>
  forgetHouse(input: { what: 'mail' | 'bot'; actor: Actor }): Promise<void>
  tryMail(input: { to: string }): Promise<AlertTrial>
  tryBot(): Promise<AlertTrial>
}

const tags = ['alerts']
const done = { ok: true as const }
const trial = { 200: alertTrialSchema }

/** What a person wants to be told of outside the console, and where. */
export function alertRoutes(app: App, alerts: AlertVerbs): void {
  const scoped = { right: 'alerts:own', shops: 'scoped' } as const
  const own = { right: 'alerts:own', shops: 'none' } as const

  app.route({
    method: 'GET',
    url: '/api/alerts',
    config: scoped,
    schema: {
      tags,
      summary: 'What I am told of, and where; never a secret',
      response: { 200: alertsSchema },
    },
    handler: (request) => alerts.readAlerts(askerOf(request)),
  })

  app.route({
    method: 'PUT',
    url: '/api/alerts',
    config: scoped,
    schema: {
      tags,
      summary: 'Choose what I am told of',
      body: saveAlertsSchema,
      response: { 200: okSchema },
    },
    handler: async (request) => {
      await alerts.saveAlerts({ ...request.body, ...askerOf(request) })
      return done
    },
  })

  app.route({
    method: 'POST',
    url: '/api/alerts/targets',
    config: own,
    schema: {
      tags,
      summary: 'Add a chat, an e-mail address or a webhook; the secret of a webhook is answered this once',
      body: addTargetSchema,
      response: { 200: targetAddedSchema },
    },
    handler: (request) => alerts.addTarget({ ...request.body, actor: actorOf(request) }),
  })

  app.route({
    method: 'DELETE',
    url: '/api/alerts/targets/:targetId',
    config: own,
    schema: {
      tags,
      summary: 'Take one of my targets away, and what waits for it',
      params: targetParamsSchema,
      response: { 200: okSchema },
    },
    handler: async (request) => {
      await alerts.removeTarget({ ...request.params, actor: actorOf(request) })
      return done
    },
  })

  app.route({
    method: 'POST',
    url: '/api/alerts/targets/:targetId/test',
    config: own,
    schema: {
      tags,
      summary: 'Send a test there now; one that gets through mends a broken target',
      params: targetParamsSchema,
      response: trial,
    },
    handler: (request) => alerts.tryTarget({ ...request.params, actor: actorOf(request) }),
  })
}

/** The mail server and the bot of the house, for admins. */
export function houseAlertRoutes(app: App, alerts: AlertVerbs): void {
  const config = { right: 'admin' } as const

  app.route({
    method: 'GET',
    url: '/api/alerts/house',
    config,
    schema: {
      tags,
      summary: 'Mail server, bot and broken targets; never a secret',
      response: { 200: houseAlertsSchema },
    },
    handler: () => alerts.readHouse(),
  })

  app.route({
    method: 'PUT',
    url: '/api/alerts/mail',
    config,
    schema: { tags, summary: 'Choose the mail server', body: chooseMailSchema, response: { 200: okSchema } },
    handler: async (request) => {
      await alerts.saveMail({ ...request.body, actor: actorOf(request) })
      return done
    },
  })

  app.route({
    method: 'PUT',
    url: '/api/alerts/bot',
    config,
    schema: { tags, summary: 'Choose the bot', body: chooseBotSchema, response: { 200: okSchema } },
    handler: async (request) => {
      await alerts.saveBot({ ...request.body, actor: actorOf(request) })
      return done
    },
  })

  for (const what of ['mail', 'bot'] as const)
    app.route({
      method: 'DELETE',
      url: `/api/alerts/${what}`,
      config,
      schema: {
        tags,
        summary: `Take the ${what} settings and their secret away`,
        response: { 200: okSchema },
      },
      handler: async (request) => {
        await alerts.forgetHouse({ what, actor: actorOf(request) })
        return done
      },
    })

  app.route({
    method: 'POST',
    url: '/api/alerts/mail/test',
    config,
    schema: { tags, summary: 'Send a test by the stored mail server', body: tryMailSchema, response: trial },
    handler: ({ body }) => alerts.tryMail(body),
  })

  app.route({
    method: 'POST',
    url: '/api/alerts/bot/test',
    config,
    schema: { tags, summary: 'Ask the stored bot’s server whose token it is', response: trial },
    handler: () => alerts.tryBot(),
  })
}
