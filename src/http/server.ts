import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import { fastifySSE } from '@fastify/sse'
import fastify, { type FastifyBaseLogger, type FastifyReply, LogController } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import type { MasterKey } from '../access/seal.ts'
import { createSignInLimits } from '../access/sign-in.ts'
import type { Database } from '../db/client.ts'
import type { ShopScope } from '../domain/shop-scope.ts'
import type { EventRecorder } from '../intake/record-event.ts'
import type { Clock } from '../shared/clock.ts'
import type { Logger } from '../shared/logger.ts'
import { addressGroup } from './address.ts'
import type { App } from './app-types.ts'
import { answerBrokenRequest } from './broken-request.ts'
import type { ChangeFeed } from './change-feed.ts'
import { consoleFiles } from './console-files.ts'
import type { ShopChecked } from './contracts/shops.ts'
import type { Status } from './contracts/status.ts'
import { errorReply } from './error-reply.ts'
import { guardRoutes } from './guard-routes.ts'
import { createMetrics } from './metrics.ts'
import { describeApi } from './openapi.ts'
import type { ReviewVerbs } from './review-verbs.ts'
import { type AlertVerbs, alertRoutes, houseAlertRoutes } from './routes/alerts.ts'
import { auditRoutes } from './routes/audit.ts'
import { type AutonomyVerbs, autonomyRoutes } from './routes/autonomy.ts'
import { cannedRoutes } from './routes/canned.ts'
import { caseFileRoutes } from './routes/case-files.ts'
import { assignmentRuleRoutes, caseRoutes, mergeRoutes } from './routes/cases.ts'
import { type CatalogueVerbs, catalogueRoutes } from './routes/catalogue.ts'
import { categoryRoutes } from './routes/categories.ts'
import { type ChatModelVerbs, chatModelRoutes } from './routes/chat-model.ts'
import { departmentRoutes } from './routes/departments.ts'
import { deskRoutes, noteRoutes } from './routes/desk.ts'
import { eventRoutes } from './routes/events.ts'
import { figureRoutes } from './routes/figures.ts'
import { type FindingVerbs, findingRoutes } from './routes/findings.ts'
import { inboxRoutes } from './routes/inbox.ts'
import { type KnowledgeVerbs, knowledgeRoutes } from './routes/knowledge.ts'
import { pastedRoutes } from './routes/pasted.ts'
import { peopleRoutes, tokenRoutes } from './routes/people.ts'
import { type PictureVerbs, pictureRoutes } from './routes/pictures.ts'
import { procedureRoutes } from './routes/procedures.ts'
import { productRoutes } from './routes/products.ts'
import { promiseRoutes } from './routes/promises.ts'
import { type BenchVerbs, promptBenchRoutes } from './routes/prompt-benches.ts'
import { promptRoutes } from './routes/prompts.ts'
import { type PushVerbs, pushRoutes } from './routes/pushes.ts'
import { readingRoutes } from './routes/readings.ts'
import { sessionRoutes } from './routes/session.ts'
import { shopRoutes } from './routes/shops.ts'
import { type SpaceVerbs, spaceRoutes } from './routes/spaces.ts'
import { type Readiness, systemRoutes } from './routes/system.ts'
import { topicRoutes } from './routes/topics.ts'
import { type TransferVerbs, transferRoutes } from './routes/transfer.ts'
import { viewRoutes } from './routes/views.ts'
import { webhookRoutes } from './routes/webhook.ts'

export type ServerDeps = {
  db: Database
  clock: Clock
  log: Logger
  masterKey: MasterKey
  /** What webhook addresses start with. */
  baseUrl(): string
  recorder: Pick<EventRecorder, 'record'>
  feed: ChangeFeed
  review: ReviewVerbs
  knowledge: KnowledgeVerbs
  transfer: TransferVerbs
  spaces: SpaceVerbs
  chatModel: ChatModelVerbs
  findings: FindingVerbs
  catalogue: CatalogueVerbs
  autonomy: AutonomyVerbs
  pictures: PictureVerbs
  pushes: PushVerbs
  benches: BenchVerbs
  alerts: AlertVerbs
  /** Who reads the prompts; null = the built-in drafter, which has none. */
  modelName(): string | null
  checkShop(input: { shopId: string; afresh?: boolean }): Promise<ShopChecked>
  onShopAdded(shopId: string): Promise<void>
  /** `scope`: of whoever asks. */
  readStatus(scope: ShopScope): Promise<Status>
  readReadiness(): Promise<Readiness>
}

export type ServerOptions = {
  version: string
  consoleDir: string
  publicUrl?: string | undefined
  trustProxy?: boolean | string[]
  /** Calls of one address in a minute, pushes and pictures of health apart. */
  requestsPerMinute?: number
}

const BODY_LIMIT = 1024 * 1024

/** The HTTP edge, ready to listen: every route with its right, every error in one shape. */
export async function buildServer(deps: ServerDeps, options: ServerOptions): Promise<App> {
  const { db, clock, log } = deps
  const { publicUrl, version } = options
  const metrics = createMetrics({ db, clock })
  const app: App = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustProxy ?? false,
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: 200 },
    // What cannot even be routed gets the documented shape too.
    frameworkErrors: (error, _request, reply: FastifyReply) => {
      const { status, body } = errorReply(error)
      return reply.code(status).send(body)
    },
    clientErrorHandler: answerBrokenRequest,
    forceCloseConnections: 'idle',
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.decorateRequest('identity', undefined)

  app.setErrorHandler((error, request, reply) => {
    const { status, body, retryAfterSeconds } = errorReply(error)
    if (status >= 500) request.log.error({ err: error, route: request.routeOptions.url }, 'a request failed')
    if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds))
    return reply.code(status).send(body)
  })

  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
    },
    // Set by the proxy that ends TLS, which knows whether there is any.
    strictTransportSecurity: publicUrl?.startsWith('https:') ? { maxAge: 15_552_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
  })
  await app.register(cookie)
  await app.register(rateLimit, {
    max: options.requestsPerMinute ?? 1_200,
    timeWindow: 60_000,
    keyGenerator: ({ ip }) => addressGroup(ip),
    errorResponseBuilder: (_request, { ttl }) => ({
      statusCode: 429,
      error: {
        code: 'too_many_requests',
        message: 'Too many requests, please slow down.',
        details: { retryAfterSeconds: Math.ceil(ttl / 1000) },
      },
    }),
  })
  await app.register(fastifySSE, { heartbeatInterval: 15_000 })
  await describeApi(app, { version })
  guardRoutes(app, { db, clock, publicUrl })
  app.addHook('onResponse', async (request, reply) => {
    const labels = {
      route: request.routeOptions.url ?? 'none',
      method: request.method,
      status: reply.statusCode,
    }
    metrics.observeRequest(labels, reply.elapsedTime / 1000)
  })

  hangUpWhenClosing(app)

  sessionRoutes(app, { db, clock, signInLimits: createSignInLimits(clock), publicUrl })
  inboxRoutes(app, deps.review)
  pastedRoutes(app, { db, clock })
  cannedRoutes(app, { db, clock })
  deskRoutes(app, { db, clock })
  noteRoutes(app, { db, clock })
  caseRoutes(app, { db, clock })
  mergeRoutes(app, { db, clock })
  assignmentRuleRoutes(app, { db, clock })
  caseFileRoutes(app, { db, clock })
  viewRoutes(app, { db, clock })
  promiseRoutes(app, { db, clock })
  topicRoutes(app, { db, clock })
  figureRoutes(app, { db, clock })
  autonomyRoutes(app, deps.autonomy)
  readingRoutes(app, deps.review)
  eventRoutes(app, { ...deps, publicUrl })
  pictureRoutes(app, deps.pictures)
  knowledgeRoutes(app, deps.knowledge)
  transferRoutes(app, deps.transfer)
  spaceRoutes(app, deps.spaces)
  chatModelRoutes(app, deps.chatModel)
  findingRoutes(app, deps.findings)
  shopRoutes(app, deps)
  pushRoutes(app, deps.pushes)
  alertRoutes(app, deps.alerts)
  houseAlertRoutes(app, deps.alerts)
  procedureRoutes(app, { db, clock })
  promptRoutes(app, deps)
  promptBenchRoutes(app, deps.benches)
  categoryRoutes(app, { db, clock })
  catalogueRoutes(app, deps.catalogue)
  productRoutes(app, { db, clock })
  peopleRoutes(app, { db, clock })
  departmentRoutes(app, { db, clock })
  tokenRoutes(app, { db, clock })
  auditRoutes(app, { db })
  systemRoutes(app, { ...deps, publicUrl, metrics })
  webhookRoutes(app, { ...deps, metrics, version })
  await consoleFiles(app, { dir: options.consoleDir })
  await app.ready()
  return app
}

const HANG_UP_EVERY_MS = 50
/** Every answer of ours is quicker; a request that is still being sent by then may never be whole. */
const LAST_ANSWERS_MS = 5_000

/** A connection whose last answer went out after closing began would be kept alive, and the server with it. */
function hangUpWhenClosing(app: App): void {
  let timer: NodeJS.Timeout | undefined
  let deadline: NodeJS.Timeout | undefined
  app.addHook('preClose', async () => {
    timer = setInterval(() => app.server.closeIdleConnections(), HANG_UP_EVERY_MS)
    deadline = setTimeout(() => app.server.closeAllConnections(), LAST_ANSWERS_MS)
  })
  app.addHook('onClose', async () => {
    clearInterval(timer)
    clearTimeout(deadline)
  })
}
