import {
  IconActivity,
  IconBell,
  IconBook2,
  IconBuildingStore,
  IconCalendarCheck,
  IconChartBar,
  IconFlag,
  IconHistory,
  IconInbox,
  IconListCheck,
  IconMessage2Bolt,
  IconMessage2Code,
  IconMoodSad,
  IconPackage,
  IconSend,
  IconTransfer,
  IconUsers,
  IconVs,
} from '@tabler/icons-react'
import type { Role } from '../../http/contracts/common.ts'

const LEADS = ['lead', 'admin'] as const
const ADMINS = ['admin'] as const
const ALL = ['agent', 'lead', 'admin'] as const

/** `label` is short, for the menu; `title` is what the page calls itself. */
type Page = {
  to: string
  label: string
  title: string
  roles: readonly Role[]
  Icon: typeof IconInbox
  inRail: boolean
}

/** Every page one can go to, in the order of the menu. Only a new desk has `/start` in it. */
export const PAGES = [
  { to: '/start', label: 'app.start', title: 'start.title', roles: ADMINS, Icon: IconFlag, inRail: true },
  { to: '/inbox', label: 'app.inbox', title: 'app.inbox', roles: ALL, Icon: IconInbox, inRail: true },
  {
    to: '/promises',
    label: 'app.promises',
    title: 'promises.title',
    roles: ALL,
    Icon: IconCalendarCheck,
    inRail: true,
  },
  {
    to: '/topics',
    label: 'app.topics',
    title: 'topics.title',
    roles: LEADS,
    Icon: IconMoodSad,
    inRail: true,
  },
  {
    to: '/knowledge',
    label: 'app.knowledge',
    title: 'knowledge.title',
    roles: LEADS,
    Icon: IconBook2,
    inRail: true,
  },
  {
    to: '/knowledge/files',
    label: 'transfer.title',
    title: 'transfer.title',
    roles: ADMINS,
    Icon: IconTransfer,
    inRail: false,
  },
  {
    to: '/knowledge/findings',
    label: 'findings.title',
    title: 'findings.title',
    roles: LEADS,
    Icon: IconVs,
    inRail: false,
  },
  {
    to: '/knowledge/products',
    label: 'products.title',
    title: 'products.title',
    roles: LEADS,
    Icon: IconPackage,
    inRail: false,
  },
  {
    to: '/canned',
    label: 'app.canned',
    title: 'canned.title',
    roles: ALL,
    Icon: IconMessage2Bolt,
    inRail: true,
  },
  {
    to: '/auto-send',
    label: 'app.autonomy',
    title: 'autonomy.title',
    roles: LEADS,
    Icon: IconSend,
    inRail: true,
  },
  {
    to: '/figures',
    label: 'app.figures',
    title: 'figures.title',
    roles: LEADS,
    Icon: IconChartBar,
    inRail: true,
  },
  {
    to: '/procedures',
    label: 'app.procedures',
    title: 'procedures.title',
    roles: ADMINS,
    Icon: IconListCheck,
    inRail: true,
  },
  {
    to: '/prompts',
    label: 'app.prompts',
    title: 'prompts.title',
    roles: ADMINS,
    Icon: IconMessage2Code,
    inRail: true,
  },
  {
    to: '/shops',
    label: 'app.shops',
    title: 'shops.title',
    roles: ADMINS,
    Icon: IconBuildingStore,
    inRail: true,
  },
  { to: '/people', label: 'app.people', title: 'people.title', roles: ADMINS, Icon: IconUsers, inRail: true },
  {
    to: '/audit',
    label: 'audit.title',
    title: 'audit.title',
    roles: ADMINS,
    Icon: IconHistory,
    inRail: false,
  },
  { to: '/alerts', label: 'app.alerts', title: 'alerts.title', roles: ALL, Icon: IconBell, inRail: true },
  { to: '/status', label: 'app.status', title: 'status.title', roles: ALL, Icon: IconActivity, inRail: true },
] as const satisfies readonly Page[]

export const isFor = (role: Role, { roles }: { roles: readonly Role[] }) => roles.includes(role)
