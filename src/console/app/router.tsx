import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { z } from 'zod'
import { inboxQuerySchema, inboxStatusSchema } from '../../http/contracts/inbox.ts'
import { queryClient } from '../api/query-client.ts'
import { sessionQuery } from '../api/session.ts'
import { InboxPage } from '../inbox/inbox-page.tsx'
import { Crash, UnknownPage } from './failures.tsx'
import { Shell } from './shell.tsx'

const rootRoute = createRootRoute({
  component: Outlet,
  notFoundComponent: UnknownPage,
  errorComponent: Crash,
})

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: z.object({ next: z.string().startsWith('/').optional().catch(undefined) }),
  beforeLoad: async ({ search }) => {
    const session = await queryClient.ensureQueryData(sessionQuery).catch(() => null)
    if (session) throw redirect({ href: search.next ?? '/inbox', replace: true })
  },
  component: lazyRouteComponent(() => import('../sign-in/sign-in-page.tsx'), 'SignInPage'),
})

const deskRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'desk',
  beforeLoad: async ({ location }) => {
    const session = await queryClient.ensureQueryData(sessionQuery)
    if (!session) throw redirect({ to: '/sign-in', search: { next: location.href }, replace: true })
  },
  component: Shell,
})

const homeRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox', replace: true })
  },
})

/** The queue's filter lives in the address, so that a view can be kept, sent and gone back to. */
const inboxSearchSchema = z.object({
  status: inboxStatusSchema.optional().catch(undefined),
  channel: z.string().optional().catch(undefined),
  shop: z.string().optional().catch(undefined),
  q: z.string().optional().catch(undefined),
  category: inboxQuerySchema.shape.category.catch(undefined),
  risk: inboxQuerySchema.shape.risk.catch(undefined),
  due: inboxQuerySchema.shape.due.catch(undefined),
  for: inboxQuerySchema.shape.escalatedTo.catch(undefined),
  department: inboxQuerySchema.shape.department.catch(undefined),
  stage: inboxQuerySchema.shape.stage.catch(undefined),
  assignee: inboxQuerySchema.shape.assignee.catch(undefined),
  waits: inboxQuerySchema.shape.waits.catch(undefined),
  outcome: inboxQuerySchema.shape.outcome.catch(undefined),
  /** On narrow screens: the evidence step. */
  step: z.literal('evidence').optional().catch(undefined),
})

const inboxRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/inbox',
  validateSearch: inboxSearchSchema,
  component: InboxPage,
})

const caseRoute = createRoute({
  getParentRoute: () => inboxRoute,
  path: '$shopId/$conversationId',
})

const promisesRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/promises',
  component: lazyRouteComponent(() => import('../promises/promises-page.tsx'), 'PromisesPage'),
})

const topicsRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/topics',
  component: lazyRouteComponent(() => import('../topics/topics-page.tsx'), 'TopicsPage'),
})

const knowledgeRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/knowledge',
  component: lazyRouteComponent(() => import('../admin/knowledge-page.tsx'), 'KnowledgePage'),
})

const knowledgeFilesRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/knowledge/files',
  component: lazyRouteComponent(() => import('../admin/knowledge-import-page.tsx'), 'KnowledgeImportPage'),
})

const knowledgeFindingsRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/knowledge/findings',
  component: lazyRouteComponent(
    () => import('../admin/knowledge-findings-page.tsx'),
    'KnowledgeFindingsPage',
  ),
})

const productsRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/knowledge/products',
  component: lazyRouteComponent(() => import('../admin/products-page.tsx'), 'ProductsPage'),
})

const cannedRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/canned',
  component: lazyRouteComponent(() => import('../admin/canned-page.tsx'), 'CannedPage'),
})

const proceduresRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/procedures',
  component: lazyRouteComponent(() => import('../admin/procedures-page.tsx'), 'ProceduresPage'),
})

const promptsRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/prompts',
  component: lazyRouteComponent(() => import('../admin/prompts-page.tsx'), 'PromptsPage'),
})

/** The tab, the version and the run of the bench live in the address: a reload comes back to them. */
const promptSearchSchema = z.object({
  tab: z.enum(['versions', 'write', 'bench', 'history']).optional().catch(undefined),
  version: z.string().optional().catch(undefined),
  bench: z.string().optional().catch(undefined),
  shop: z.string().optional().catch(undefined),
})

const promptRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/prompts/$name',
  validateSearch: promptSearchSchema,
  component: lazyRouteComponent(() => import('../admin/prompt-page.tsx'), 'PromptPage'),
})

const shopsRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/shops',
  component: lazyRouteComponent(() => import('../admin/shops-page.tsx'), 'ShopsPage'),
})

const autonomyRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/auto-send',
  component: lazyRouteComponent(() => import('../admin/autonomy-page.tsx'), 'AutonomyPage'),
})

const figuresRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/figures',
  component: lazyRouteComponent(() => import('../figures/figures-page.tsx'), 'FiguresPage'),
})

const peopleRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/people',
  component: lazyRouteComponent(() => import('../admin/people-page.tsx'), 'PeoplePage'),
})

const auditRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/audit',
  component: lazyRouteComponent(() => import('../admin/audit-page.tsx'), 'AuditPage'),
})

const alertsRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/alerts',
  component: lazyRouteComponent(() => import('../alerts/alerts-page.tsx'), 'AlertsPage'),
})

const startRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/start',
  component: lazyRouteComponent(() => import('../admin/start-page.tsx'), 'StartPage'),
})

const statusRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/status',
  component: lazyRouteComponent(() => import('../admin/status-page.tsx'), 'StatusPage'),
})

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    signInRoute,
    deskRoute.addChildren([
      homeRoute,
      inboxRoute.addChildren([caseRoute]),
      promisesRoute,
      topicsRoute,
      knowledgeRoute,
      knowledgeFilesRoute,
      knowledgeFindingsRoute,
      productsRoute,
      cannedRoute,
      proceduresRoute,
      promptsRoute,
      promptRoute,
      shopsRoute,
      autonomyRoute,
      figuresRoute,
      peopleRoute,
      auditRoute,
      alertsRoute,
      startRoute,
      statusRoute,
    ]),
  ]),
  defaultErrorComponent: Crash,
  defaultPreload: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
