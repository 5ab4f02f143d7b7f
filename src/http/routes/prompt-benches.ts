import type { Actor } from '../../domain/actor.ts'
import type { BenchOrder } from '../../drafting/bench/start-bench.ts'
import { type App, actorOf } from '../app-types.ts'
import { okSchema, shopParamsSchema } from '../contracts/common.ts'
import {
  type Bench,
  type BenchCases,
  type BenchFilter,
  type BenchView,
  benchCasesQuerySchema,
  benchCasesSchema,
  benchListQuerySchema,
  benchListSchema,
  benchParamsSchema,
  benchStartedSchema,
  benchViewSchema,
  startBenchSchema,
} from '../contracts/prompt-benches.ts'

type Ref = { shopId: string; benchId: string }
/** What the routes need of `src/drafting/bench`. */
export type BenchVerbs = {
  startBench(order: BenchOrder): Promise<{ id: string }>
  listBenches(query: {
    shopId: string
    name?: string | undefined
    number?: number | undefined
  }): Promise<Bench[]>
  readBench(ref: Ref): Promise<BenchView>
  listBenchCases(
    query: Ref & { show: BenchFilter; cursor?: string | undefined; limit: number },
  ): Promise<BenchCases>
  cancelBench(input: Ref & { actor: Actor }): Promise<void>
}

const tags = ['prompts']
const config = { right: 'admin' } as const

/** The test bench: an own version beside the live one, over cases of the past, with nothing stored or sent. */
export function promptBenchRoutes(app: App, benches: BenchVerbs): void {
  app.route({
    method: 'POST',
    url: '/api/shops/:shopId/prompt-benches',
    config,
    schema: {
      tags,
      summary: 'Try an own version of a prompt on the newest cases; one run at a time',
      params: shopParamsSchema,
      body: startBenchSchema,
      response: { 200: benchStartedSchema },
    },
    handler: (request) => benches.startBench({ ...request.params, ...request.body, actor: actorOf(request) }),
  })

  app.route({
    method: 'GET',
    url: '/api/shops/:shopId/prompt-benches',
    config,
    schema: {
      tags,
      summary: 'The newest runs of the test bench',
      params: shopParamsSchema,
      querystring: benchListQuerySchema,
      response: { 200: benchListSchema },
    },
    handler: async ({ params, query }) => ({ benches: await benches.listBenches({ ...params, ...query }) }),
  })

  app.route({
    method: 'GET',
    url: '/api/shops/:shopId/prompt-benches/:benchId',
    config,
    schema: {
      tags,
      summary: 'A run and what it shows so far',
      params: benchParamsSchema,
      response: { 200: benchViewSchema },
    },
    handler: ({ params }) => benches.readBench(params),
  })

  app.route({
    method: 'GET',
    url: '/api/shops/:shopId/prompt-benches/:benchId/cases',
    config,
    schema: {
      tags,
      summary: 'The cases of a run, both versions side by side',
      params: benchParamsSchema,
      querystring: benchCasesQuerySchema,
      response: { 200: benchCasesSchema },
    },
    handler: ({ params, query }) => benches.listBenchCases({ ...params, ...query }),
  })

  app.route({
    method: 'POST',
    url: '/api/shops/:shopId/prompt-benches/:benchId/cancel',
    config,
    schema: {
      tags,
      summary: 'End a run; what was compared stays',
      params: benchParamsSchema,
      response: { 200: okSchema },
    },
    handler: async (request) => {
      await benches.cancelBench({ ...request.params, actor: actorOf(request) })
      return { ok: true as const }
    },
  })
}
