import type { WarrantyFacts } from './product.ts'

export const KNOWLEDGE_KINDS = ['faq', 'policy', 'warranty', 'past-answer'] as const
export type KnowledgeKind = (typeof KNOWLEDGE_KINDS)[number]

export const KNOWLEDGE_STATUSES = ['draft', 'live', 'retired'] as const
export type KnowledgeStatus = (typeof KNOWLEDGE_STATUSES)[number]

export const SCHEMES = ['FBO', 'FBS', 'rFBS'] as const

/** What a model may write in an entry: its six texts, and the lines of its warranty in the other language. */
export const FILLABLE = [
  'questionRu',
  'answerRu',
  'questionZh',
  'answerZh',
  'questionEn',
  'answerEn',
  'warranty',
] as const
export type Fillable = (typeof FILLABLE)[number]

/** What the rules of an entry look at. */
export type EntryState = {
  kind: KnowledgeKind
  status: KnowledgeStatus
  questionRu: string
  answerRu: string
  questionZh: string | null
  answerZh: string | null
  questionEn: string | null
  answerEn: string | null
  brand: string | null
  category: string | null
  skus: readonly string[]
  warranty: WarrantyFacts | null
  machineFilled: readonly Fillable[]
  validFrom: string | null
  validUntil: string | null
}

const PROBLEMS = {
  no_text: 'the entry says nothing in any language',
  russian_required: 'a live entry needs its Russian text: buyers get Russian',
  not_accepted: 'a machine wrote this text and nobody has accepted it; such an entry cannot be live',
  warranty_required: 'a warranty entry needs its months and terms',
  warranty_not_allowed: 'only an entry of the kind warranty holds warranty terms',
  scope_required: 'a live warranty entry says for which SKUs, category or brand it holds',
  dates_reversed: 'it must become valid before it ends',
} as const
export type EntryProblemCode = keyof typeof PROBLEMS
export const ENTRY_PROBLEMS = Object.keys(PROBLEMS) as EntryProblemCode[]
export type EntryProblem = { field: string; code: EntryProblemCode; message: string }

/** What keeps an entry from being kept as it is; empty = nothing. A draft may be half written, a live one not. */
export function entryProblems(entry: EntryState): EntryProblem[] {
  const problems: EntryProblem[] = []
  const add = (field: string, code: EntryProblemCode) =>
    problems.push({ field, code, message: PROBLEMS[code] })
  const texts = [entry.questionRu, entry.answerRu, entry.questionZh, entry.answerZh, entry.questionEn]
  if (![...texts, entry.answerEn].some((text) => text?.trim())) add('questionRu', 'no_text')
  if (entry.kind !== 'warranty' && entry.warranty) add('warranty', 'warranty_not_allowed')
  const { validFrom, validUntil } = entry
  if (validFrom !== null && validUntil !== null && new Date(validFrom) >= new Date(validUntil))
    add('validUntil', 'dates_reversed')
  if (entry.status !== 'live') return problems
  if (!entry.questionRu.trim()) add('questionRu', 'russian_required')
  if (!entry.answerRu.trim()) add('answerRu', 'russian_required')
  for (const field of entry.machineFilled) add(field, 'not_accepted')
  if (entry.kind === 'warranty') {
    if (!entry.warranty) add('warranty', 'warranty_required')
    else if (linesOf(entry.warranty).some((line) => !line.ru.trim())) add('warranty', 'russian_required')
    if (entry.skus.length === 0 && !entry.category && !entry.brand) add('skus', 'scope_required')
  }
  return problems
}

/** Every line of a warranty's lists, in their order. */
const linesOf = ({ coverage, exclusions, serviceSteps }: WarrantyFacts) => [
  ...coverage,
  ...exclusions,
  ...serviceSteps,
]
