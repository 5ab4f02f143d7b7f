import type { Figures, FigureTable, Measured } from '../http/contracts/figures.ts'

const MEASURES = [
  'turns',
  'answered',
  'meanWaitMs',
  'meanWorkMs',
  'within15m',
  'within1h',
  'within4h',
  'within24h',
  'targeted',
  'onTarget',
  'cases',
  'meanCaseMs',
  'cameBack',
  'unchanged',
  'light',
  'rewritten',
  'written',
] as const

/** A table of the figures, its names of columns first, as it is written to a file. */
export function figureRows(figures: Figures, table: FigureTable): string[][] {
  switch (table) {
    case 'byDay':
    case 'byShop':
    case 'byChannel':
    case 'byCategory':
    case 'byAgent':
      return measured(figures[table])
    case 'decisions': {
      const { reasons, ...counts } = figures.decisions
      return [
        ['decision', 'count'],
        ...Object.entries(counts).map(([name, count]) => [name, String(count)]),
        ...reasons.map(({ label, count }) => [`refused: ${label}`, String(count)]),
      ]
    }
    case 'replies':
      return [
        ['let_go_by', 'all', 'delivered', 'failed', 'copied'],
        ...Object.entries(figures.replies).map(([by, { all, delivered, failed, copied }]) => [
          by,
          ...[all, delivered, failed, copied].map(String),
        ]),
      ]
    case 'hours':
      return [['hour_moscow', 'turns'], ...figures.hours.map((count, hour) => [String(hour), String(count)])]
    case 'stars':
      return [
        ['reviews', 'count', 'mean_stars'],
        ...Object.entries(figures.stars).map(([group, { count, mean }]) => [
          group,
          String(count),
          number(mean),
        ]),
      ]
    case 'cost':
      return [
        ['purpose', 'calls', 'cost_micros'],
        ...figures.cost.purposes.map(({ label, count, micros }) => [label, String(count), String(micros)]),
      ]
    case 'ratings':
      return [
        ['rating', 'day', 'ours', 'counted', 'ozon'],
        ...figures.ratings.series.flatMap(({ rating, days }) =>
          days.map(({ day, ours, counted, ozon }) => [
            rating,
            day,
            number(ours),
            number(counted),
            number(ozon),
          ]),
        ),
      ]
  }
}

const measured = (rows: Measured[]): string[][] => [
  ['key', 'name', ...MEASURES],
  ...rows.map((row) => [row.key, row.name ?? '', ...MEASURES.map((name) => number(row[name]))]),
]

/** Whole milliseconds and counts as they are, the rest with three places. */
const number = (value: number | null): string =>
  value === null ? '' : String(Math.round(value * 1_000) / 1_000)
