import type { Database } from '../../db/client.ts'
import { listPrompts } from '../../prompting/list-prompts.ts'
import { publishPrompt, rollBackPrompt } from '../../prompting/move-pointer.ts'
import { ownPrompt } from '../../prompting/own-prompt.ts'
import { listReleases, listVersions, readVersion } from '../../prompting/prompt-history.ts'
import { saveVersion } from '../../prompting/save-version.ts'
import type { Clock } from '../../shared/clock.ts'
import { type App, actorOf } from '../app-types.ts'
import { okSchema } from '../contracts/common.ts'
import {
  promptBodySchema,
  promptListSchema,
  promptParamsSchema,
  promptReleasesQuerySchema,
  promptReleasesSchema,
  promptSavedSchema,
  promptShopParamsSchema,
  promptVersionParamsSchema,
  promptVersionsQuerySchema,
  promptVersionsSchema,
  publishPromptSchema,
  rollBackPromptSchema,
  savePromptSchema,
} from '../contracts/prompts.ts'

const tags = ['prompts']
const config = { right: 'admin' } as const

type Deps = {
  db: Database
  clock: Clock
  /** Who reads the prompts; null = the built-in drafter, which has none. */
  modelName(): string | null
}

/** What the model is told, in versions: written, published, taken back. */
export function promptRoutes(app: App, deps: Deps): void {
  const { db, modelName } = deps
  app.route({
    method: 'GET',
    url: '/api/prompts',
    config,
    schema: {
      tags,
      summary: 'Every prompt and the version that each shop uses',
      response: { 200: promptListSchema },
    },
    handler: async () => ({ model: modelName(), prompts: await listPrompts(db) }),
  })

  app.route({
    method: 'GET',
    url: '/api/prompts/:name/versions',
    config,
    schema: {
      tags,
      summary: 'The versions of a prompt: own ones newest first, then what is shipped',
      params: promptParamsSchema,
      querystring: promptVersionsQuerySchema,
      response: { 200: promptVersionsSchema },
    },
    handler: ({ params, query }) => listVersions(db, { ...params, ...query }),
  })

  app.route({
    method: 'GET',
    url: '/api/prompts/:name/versions/:key',
    config,
    schema: {
      tags,
      summary: 'The text of one version',
      params: promptVersionParamsSchema,
      response: { 200: promptBodySchema },
    },
    handler: ({ params }) => readVersion(db, params),
  })

  app.route({
    method: 'POST',
    url: '/api/prompts/:name/versions',
    config,
    schema: {
      tags,
      summary: 'Keep a text as a new version; it changes nothing until it is published',
      params: promptParamsSchema,
      body: savePromptSchema,
      response: { 200: promptSavedSchema },
    },
    handler: async (request) => {
      const input = { ...request.params, ...request.body, actor: actorOf(request) }
      const own = await saveVersion(deps, input)
      return { key: `own${own.number}`, version: ownPrompt(own).version }
    },
  })

  app.route({
    method: 'POST',
    url: '/api/prompts/:name/publish',
    config,
    schema: {
      tags,
      summary: 'Make a version the live one of some shops, of all of them or none',
      params: promptParamsSchema,
      body: publishPromptSchema,
      response: { 200: okSchema },
    },
    handler: async (request) => {
      await publishPrompt(deps, { ...request.params, ...request.body, actor: actorOf(request) })
      return { ok: true as const }
    },
  })

  app.route({
    method: 'POST',
    url: '/api/shops/:shopId/prompts/:name/roll-back',
    config,
    schema: {
      tags,
      summary: 'Take back the newest publication that still stands',
      params: promptShopParamsSchema,
      body: rollBackPromptSchema,
      response: { 200: okSchema },
    },
    handler: async (request) => {
      await rollBackPrompt(deps, { ...request.params, ...request.body, actor: actorOf(request) })
      return { ok: true as const }
    },
  })

  app.route({
    method: 'GET',
    url: '/api/shops/:shopId/prompts/:name/releases',
    config,
    schema: {
      tags,
      summary: 'Every move of a shop’s pointer, newest first',
      params: promptShopParamsSchema,
      querystring: promptReleasesQuerySchema,
      response: { 200: promptReleasesSchema },
    },
    handler: ({ params, query }) => listReleases(db, { ...params, ...query }),
  })
}
