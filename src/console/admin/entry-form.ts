import type { Fillable } from '../../domain/knowledge-entry.ts'
import type { Language } from '../../http/contracts/common.ts'
import type { KnowledgeEntry, SaveKnowledge } from '../../http/contracts/knowledge.ts'

/** What the editor has open: an entry as stored, or one that is not yet. */
export type OpenEntry = {
  shopId: string
  id: string
  content: SaveKnowledge
  updatedAt: string | null
  /** What the model has just written with other numbers than its source. */
  doubtful?: Fillable[]
}

export function openEntry(entry: KnowledgeEntry): OpenEntry {
  const { shopId, id, updatedAt, ...content } = entry
  return { shopId, id, content, updatedAt }
}

/** A new entry begins as a draft: whoever reads Chinese first has no Russian text yet. */
export function newEntry(shopId: string): OpenEntry {
  const id = `entry-${Date.now().toString(36)}${Math.random().toString(36).slice(2, 7)}`
  return { shopId, id, content: { ...BLANK }, updatedAt: null }
}

const BLANK: SaveKnowledge = {
  kind: 'faq',
  topic: null,
  questionRu: '',
  answerRu: '',
  questionZh: null,
  answerZh: null,
  questionEn: null,
  answerEn: null,
  variants: [],
  schemes: [],
  brand: null,
  category: null,
  skus: [],
  warranty: null,
  machineFilled: [],
  restsOn: [],
  owner: null,
  status: 'draft',
  validFrom: null,
  validUntil: null,
  reviewBy: null,
  version: 0,
}

type Texts = Pick<
  KnowledgeEntry,
  'questionRu' | 'questionZh' | 'questionEn' | 'answerRu' | 'answerZh' | 'answerEn'
>

/** The entry's words in the reader's language, else in the first one it has. */
export function ownWords(entry: Texts, part: 'question' | 'answer', language: Language): string {
  const byLanguage = { ru: entry[`${part}Ru`], zh: entry[`${part}Zh`], en: entry[`${part}En`] }
  return byLanguage[language] || byLanguage.ru || byLanguage.zh || byLanguage.en || ''
}

/** Whether some language of it is missing that another has. */
export function lacksLanguage(content: SaveKnowledge): boolean {
  const lacks = (part: 'question' | 'answer') => {
    const texts = [content[`${part}Ru`], content[`${part}Zh`], content[`${part}En`]].map((text) =>
      text?.trim(),
    )
    return texts.some(Boolean) && !texts.every(Boolean)
  }
  const { coverage = [], exclusions = [], serviceSteps = [] } = content.warranty ?? {}
  const lines = [...coverage, ...exclusions, ...serviceSteps]
  return lacks('question') || lacks('answer') || lines.some(({ ru, zh }) => !ru.trim() !== !zh?.trim())
}

/** Empty fields as the server wants them, and no line of a list that says nothing. */
export function tidied(content: SaveKnowledge): SaveKnowledge {
  const orNull = (text: string | null) => text?.trim() || null
  const lines = (list: { ru: string; zh?: string | undefined }[]) =>
    list
      .map(({ ru, zh }) => ({ ru: ru.trim(), ...(zh?.trim() ? { zh: zh.trim() } : {}) }))
      .filter(({ ru, zh }) => ru || zh)
  const { warranty } = content
  return {
    ...content,
    questionRu: content.questionRu.trim(),
    answerRu: content.answerRu.trim(),
    questionZh: orNull(content.questionZh),
    answerZh: orNull(content.answerZh),
    questionEn: orNull(content.questionEn),
    answerEn: orNull(content.answerEn),
    brand: orNull(content.brand),
    category: orNull(content.category),
    owner: orNull(content.owner),
    topic: orNull(content.topic),
    variants: content.variants.map((line) => line.trim()).filter(Boolean),
    warranty: warranty && {
      ...warranty,
      coverage: lines(warranty.coverage),
      exclusions: lines(warranty.exclusions),
      serviceSteps: lines(warranty.serviceSteps),
    },
  }
}

const DAY_MS = 86_400_000
const moscowDate = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Moscow' })

/** A moment as the day in Moscow that a date field shows; `last` = the last day before an end. */
export function dayOf(iso: string | null, which: 'first' | 'last' = 'first'): string {
  if (iso === null) return ''
  return moscowDate.format(Date.parse(iso) - (which === 'last' ? 1 : 0))
}

/** The beginning of that day in Moscow, which keeps one clock all year; `last` = the end of it. */
export function momentOf(day: string, which: 'first' | 'last' = 'first'): string | null {
  const start = Date.parse(`${day}T00:00:00+03:00`)
  if (Number.isNaN(start)) return null
  return new Date(which === 'last' ? start + DAY_MS : start).toISOString()
}

export const isOverdue = ({ reviewBy, status }: Pick<KnowledgeEntry, 'reviewBy' | 'status'>, now: number) =>
  status !== 'retired' && reviewBy !== null && Date.parse(reviewBy) < now

/** Which field of the form a machine-filled mark belongs to. */
export const isMarked = (content: SaveKnowledge, field: Fillable) => content.machineFilled.includes(field)
