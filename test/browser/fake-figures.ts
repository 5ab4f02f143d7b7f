import type { DueAnswer, Figures, Measured, Measures } from '../../src/http/contracts/figures.ts'
import { SHOP } from './fake-data.ts'

const HOUR = 3_600_000

const measures = (turns: number, speed = 1): Measures => ({
  turns,
  answered: Math.round(turns * 0.94),
  meanWaitMs: turns === 0 ? null : 3.4 * HOUR * speed,
  meanWorkMs: turns === 0 ? null : 0.8 * HOUR * speed,
  within15m: Math.round(turns * 0.3),
  within1h: Math.round(turns * 0.55),
  within4h: Math.round(turns * 0.8),
  within24h: Math.round(turns * 0.91),
  targeted: Math.round(turns * 0.9),
  onTarget: Math.round(turns * 0.82),
  cases: Math.round(turns * 0.7),
  meanCaseMs: turns === 0 ? null : 2.1 * HOUR * speed,
  cameBack: Math.round(turns * 0.12),
  unchanged: Math.round(turns * 0.61),
  light: Math.round(turns * 0.2),
  rewritten: Math.round(turns * 0.07),
  written: Math.round(turns * 0.04),
})

const row = (key: string, turns: number, name: string | null = null, speed = 1): Measured => ({
  key,
  name,
  ...measures(turns, speed),
})

/** A month of a shop: quiet on Sundays, busier towards the end. */
export function fakeFigures(now: number, days: number): Figures {
  const dayOf = (back: number) => new Date(now + 3 * HOUR - back * 24 * HOUR).toISOString().slice(0, 10)
  const list = Array.from({ length: days }, (_, index) => dayOf(days - 1 - index))
  const amount = (index: number) => 34 + (index % 7 === 6 ? -18 : (index * 13) % 11) + Math.round(index / 3)
  const byDay = list.map((day, index) => row(day, amount(index), null, 0.7 + (index % 5) / 8))
  const all = byDay.reduce((sum, { turns }) => sum + turns, 0)
  const left = (auto: number) => ({ all: auto, delivered: auto - 1, failed: 1, copied: 3 })
  const course = (base: number, swing: number) =>
    list.map((day, index) => ({
      day,
      ours: base + swing * Math.sin(index / 4),
      counted: 300 + index,
      // The newest day Ozon has not told yet.
      ozon: index === list.length - 1 ? null : base * 1.03 + swing * Math.sin((index - 1) / 4),
    }))
  return {
    from: list[0] ?? '',
    to: list.at(-1) ?? '',
    isBuilding: false,
    shops: [SHOP, { id: 'second', name: 'Дом и Свет' }].map(({ id, name }) => ({ id, name })),
    total: measures(all),
    byDay,
    byShop: [row(SHOP.id, all, SHOP.name)],
    byChannel: [row('ozon-chat', all - 240), row('ozon-review', 160, null, 3), row('ozon-question', 80)],
    byCategory: [row('order_delivery', 320), row('defect', 150, null, 2), row('', 24)],
    byAgent: [row('u-li', 540, 'Ли Вэй'), row('policy', 210, null, 0.1), row('elsewhere', 31)],
    decisions: {
      unchanged: 402,
      light: 131,
      rewritten: 44,
      redo: 18,
      escalate: 12,
      refused: 27,
      reasons: [
        { label: 'wrong_fact', count: 15 },
        { label: 'too_long', count: 12 },
      ],
    },
    replies: { auto: left(210), person: left(589) },
    hours: Array.from({ length: 24 }, (_, hour) =>
      Math.round(20 + 60 * Math.max(0, Math.sin((hour - 6) / 5))),
    ),
    stars: { after: { count: 41, mean: 4.32 }, other: { count: 388, mean: 4.51 } },
    cost: {
      calls: 1_904,
      micros: 3_150_000,
      perReplyMicros: 3_942,
      purposes: [
        { label: 'draft', count: 812, micros: 2_400_000 },
        { label: 'classify', count: 1_092, micros: 750_000 },
      ],
    },
    ratings: {
      shopId: SHOP.id,
      readError: null,
      series: [
        { rating: 'rating_reaction_time', days: course(9_800, 1_500) },
        { rating: 'rating_average_response_time', days: course(12_400, 1_200) },
        { rating: 'rating_replied_dialogs_ratio', days: course(93, 3) },
      ],
    },
  }
}

/** One case of the queue runs out before the shop opens. */
export function fakeDue(now: number, isEmpty: boolean): DueAnswer {
  const at = (ms: number) => new Date(now + ms).toISOString()
  const due = {
    shopId: SHOP.id,
    conversationId: 'c-kettle',
    channel: 'ozon-chat',
    buyerName: 'Марина',
    kind: 'answer_24h' as const,
    dueAt: at(3 * HOUR),
  }
  const forecast = [{ shopId: SHOP.id, isOpen: false, wakesAt: at(9 * HOUR), cases: isEmpty ? [] : [due] }]
  return { nearlyDue: [], forecast }
}
