import type { Category } from './category.ts'

/** How far a complaint is. Order is the order of the work. */
export const STAGES = ['listen', 'investigate', 'propose', 'confirm', 'follow_up'] as const
export type Stage = (typeof STAGES)[number]

/** Whom a case may wait for. */
export const WAITS_FOR = ['buyer', 'warehouse', 'carrier', 'supplier', 'ozon_support', 'colleague'] as const
export type WaitsFor = (typeof WAITS_FOR)[number]

/** How a case ended: the buyer (or an agent for them) said so, nobody said more, or an agent closed it with a reason. */
export const OUTCOMES = ['confirmed', 'silence', 'agent'] as const

const COMPLAINTS: ReadonlySet<Category> = new Set([
  'return',
  'exchange',
  'warranty',
  'defect',
  'missing_part',
  'complaint',
])

export const isComplaint = (category: Category): boolean => COMPLAINTS.has(category)

/** What proves how far a complaint is at least. `heard`: a complaint was read. `asked`: a question reached the buyer. */
export type StageFact = 'heard' | 'asked' | 'proposed'

const PROVEN: Record<StageFact, Stage> = { heard: 'listen', asked: 'investigate', proposed: 'propose' }

/** Where a fact brings a case: only ever forward, and only a case that is in a stage, or begins as a complaint. */
export function stageAfter(current: Stage | null, fact: StageFact): Stage | null {
  if (current === null) return fact === 'heard' ? PROVEN.heard : null
  return STAGES.indexOf(PROVEN[fact]) > STAGES.indexOf(current) ? PROVEN[fact] : current
}

/** Which of the shop's clocks stand still meanwhile: only the buyer's own time is none of the shop's. */
export const pausesClocks = (waitsFor: WaitsFor): boolean => waitsFor === 'buyer'
