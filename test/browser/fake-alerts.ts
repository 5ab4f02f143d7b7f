import { ALERT_KINDS } from '../../src/domain/alert-kinds.ts'
import type { Alerts, AlertTrial, HouseAlerts, SaveAlerts } from '../../src/http/contracts/alerts.ts'

type Asked = { method: string; path: string; body: Record<string, unknown> }

/** What a person and the house are told of at the stand-in server; a test of the chat is refused as Telegram does. */
export function createFakeAlerts(now: number) {
  const at = (ago: number) => new Date(now - ago).toISOString()
  const standard: SaveAlerts = {
    kinds: [...ALERT_KINDS],
    shopIds: null,
    leadMinutes: 60,
    quiet: null,
    timeZone: 'Europe/Moscow',
    language: 'zh',
  }
  let settings: SaveAlerts | null = null
  const targets: Alerts['targets'] = [
    {
      id: 't-chat',
      kind: 'telegram',
      address: '-1001234',
      createdAt: at(9e8),
      lastDeliveredAt: at(3e6),
      broken: { at: at(6e5), code: 'refused', answer: 'Forbidden: bot was kicked from the group chat' },
      waiting: 0,
      lastFailure: null,
    },
    {
      id: 't-mail',
      kind: 'email',
      address: 'a-rather-long-name-of-somebody@department.example.com',
      createdAt: at(9e8),
      lastDeliveredAt: at(12e4),
      broken: null,
      waiting: 2,
      lastFailure: '450 4.2.0 Greylisted',
    },
  ]
  const house: HouseAlerts = {
    mail: {
      host: 'smtp.example.com',
      port: 465,
      security: 'tls',
      user: 'otvet',
      from: 'otvet@example.com',
      hasPassword: true,
    },
    bot: { baseUrl: 'https://api.telegram.org' },
    broken: [
      {
        person: 'Anna',
        kind: 'webhook',
        address: 'hooks.example.com',
        at: at(6e5),
        code: 'refused',
        answer: 'HTTP 410',
      },
    ],
  }
  return ({ method, path, body }: Asked): object | undefined => {
    if (path === '/api/alerts' && method === 'PUT') settings = body as SaveAlerts
    else if (path === '/api/alerts')
      return { settings, standard, kinds: [...ALERT_KINDS], targets, ready: { email: true, telegram: false } }
    else if (path === '/api/alerts/house') return house
    else if (path === '/api/alerts/targets') {
      const added = { id: `t-${targets.length}`, createdAt: at(0), lastDeliveredAt: null }
      const { kind, address } = body as Pick<Alerts['targets'][number], 'kind' | 'address'>
      targets.push({ ...added, kind, address, broken: null, waiting: 0, lastFailure: null })
      return { id: added.id, secret: kind === 'webhook' ? 'whsec_shown-once' : null }
    } else if (path.endsWith('/test')) {
      const isChat = path.includes('t-chat')
      const refused = 'Forbidden: bot was kicked from the group chat'
      return {
        outcome: isChat ? 'refused' : 'delivered',
        answer: isChat ? refused : '250 2.0.0 Ok: queued',
      } satisfies AlertTrial
    } else if (method === 'DELETE' && path.startsWith('/api/alerts/targets/'))
      targets.splice(
        targets.findIndex(({ id }) => path.endsWith(id)),
        1,
      )
    else if (!path.startsWith('/api/alerts')) return undefined
    return { ok: true }
  }
}
