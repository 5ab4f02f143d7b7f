import { CELL_CHANNELS, type Cell, type Preset, presetCells } from '../../src/domain/autonomy.ts'
import { CATEGORIES } from '../../src/domain/category.ts'
import { cellRecord } from '../../src/domain/cell-record.ts'
import { DEFAULT_POLICY, type ShopPolicy } from '../../src/domain/shop-policy.ts'
import type { Autonomy, AutonomyReport, AutoSend, StopSwitches } from '../../src/http/contracts/autonomy.ts'
import { SHOP } from './fake-data.ts'

type Call = { path: string; method: string; body: Record<string, unknown>; me: string }

/** Switches, grid and policy of the fake server, in memory. Answers undefined for what is not its business. */
export function fakeAutonomy() {
  const off = { isOn: false, reason: null, changedBy: null, changedAt: null }
  const switches: StopSwitches = {
    all: off,
    shops: [{ shopId: SHOP.id, name: SHOP.name, ...off }],
    channels: [],
  }
  let cells: Cell[] = CELL_CHANNELS.flatMap((channel) =>
    CATEGORIES.map((category) => ({ channel, category, state: 'draft' as const })),
  )
  let policy: ShopPolicy = DEFAULT_POLICY
  let version = 0
  const autonomy = (): Autonomy => ({
    version,
    policy,
    cells: cells.map((cell) => ({ ...cell, record: recordOf(cell) })),
    waiting: 1,
  })

  return function answer({ path, method, body, me }: Call): unknown {
    const thrown = /^\/api\/autonomy\/(stop|resume)$/.exec(path)?.[1]
    if (thrown && method === 'POST') {
      switches.all = {
        isOn: thrown === 'stop',
        reason: typeof body.reason === 'string' ? body.reason : null,
        changedBy: me,
        changedAt: new Date().toISOString(),
      }
      return { ...switches, stopped: thrown === 'stop' ? 1 : 0 }
    }
    if (thrown) return switches
    if (path.endsWith('/autonomy/cells')) {
      const changed = body.cells as Cell[]
      cells = cells.map(
        (cell) =>
          changed.find(({ channel, category }) => channel === cell.channel && category === cell.category) ??
          cell,
      )
      return autonomy()
    }
    if (path.endsWith('/autonomy/preset')) {
      cells = presetCells(body.preset as Preset)
      return autonomy()
    }
    if (path.endsWith('/autonomy/policy')) {
      policy = body.policy as ShopPolicy
      version += 1
      return autonomy()
    }
    if (path.endsWith('/autonomy/report')) return REPORT
    if (path.endsWith('/autonomy')) return autonomy()
    return undefined
  }
}

/** What the case of a fake conversation is told; `leavesAt` is that of its row. */
export function fakeAutoSend(draftId: string | null, leavesAt: string | null): AutoSend {
  return {
    draftId,
    status: draftId === null ? 'none' : leavesAt ? 'waiting' : 'held',
    sendAfter: leavesAt,
    reasons: leavesAt ? [] : ['risk_flag:legal_threat', 'stop_word:суд*', 'outside_hours'],
    settledBy: null,
    settledAt: null,
    acknowledgesAt: leavesAt ? null : '2026-03-16T18:40:00.000Z',
  }
}

const recordOf = ({ channel, category }: Cell) =>
  channel === 'ozon-chat' && category === 'stock_price' ? cellRecord(40, 40) : cellRecord(0, 0)

const REPORT: AutonomyReport = {
  days: 30,
  left: { documented: 31, 'order-fact': 6, computed: 2, courtesy: 9, inferred: 4 },
  rows: [
    {
      channel: 'ozon-chat',
      category: 'product_attribute',
      state: 'dry_run',
      drafts: 64,
      wouldSend: 41,
      unchanged: 37,
      edited: 2,
      refused: 0,
      overtaken: 1,
      undecided: 1,
      sent: 0,
      stopped: 0,
    },
  ],
}
