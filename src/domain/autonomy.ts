import { CATEGORIES, type Category } from './category.ts'

/** May a draft of this cell (shop × channel × category) leave by itself. Without a word of an admin it is `draft`. */
export const CELL_STATES = ['off', 'draft', 'dry_run', 'on'] as const
export type CellState = (typeof CELL_STATES)[number]
export const DEFAULT_CELL: CellState = 'draft'

/** Channels that have a row in the grid. */
export const CELL_CHANNELS = ['ozon-chat', 'ozon-review', 'ozon-question'] as const
export type CellChannel = (typeof CELL_CHANNELS)[number]

/** Somebody is hurt, angry or dishonest here, or a right is at stake: a person answers, whatever the settings. */
export const PERSON_ONLY: ReadonlySet<Category> = new Set(['abuse', 'fraud', 'complaint', 'defect'])

export const PRESETS = ['cautious', 'balanced'] as const
export type Preset = (typeof PRESETS)[number]

const BALANCED_ON: ReadonlySet<Category> = new Set([
  'product_attribute',
  'stock_price',
  'documents',
  'thanks',
])
const BALANCED_DRY: ReadonlySet<Category> = new Set([
  'compatibility',
  'order_delivery',
  'return',
  'exchange',
  'warranty',
])

export type Cell = { channel: CellChannel; category: Category; state: CellState }

/**
 * A whole grid to begin with. Cautious sends nothing and only records what it would send; balanced sends what is
 * plainly documented in chats and tries the rest dry. Where everyone reads the answer, a person approves.
 */
export function presetCells(preset: Preset): Cell[] {
  return CELL_CHANNELS.flatMap((channel) =>
    CATEGORIES.map((category) => ({ channel, category, state: presetState(preset, channel, category) })),
  )
}

function presetState(preset: Preset, channel: CellChannel, category: Category): CellState {
  if (PERSON_ONLY.has(category)) return 'draft'
  const isPlain = BALANCED_ON.has(category)
  switch (preset) {
    case 'cautious':
      return isPlain && channel === 'ozon-chat' ? 'dry_run' : 'draft'
    case 'balanced':
      if (channel !== 'ozon-chat') return isPlain ? 'dry_run' : 'draft'
      return isPlain ? 'on' : BALANCED_DRY.has(category) ? 'dry_run' : 'draft'
  }
}
