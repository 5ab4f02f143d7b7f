import { z } from 'zod'
import type { Database } from '../db/client.ts'
import { FILLABLE, type Fillable } from '../domain/knowledge-entry.ts'
import type { Bilingual, WarrantyFacts } from '../domain/product.ts'
import { numbersDiffer } from '../domain/text/numbers-differ.ts'
import type { ChatModel } from '../llm/chat-model.ts'
import { loadLivePrompt } from '../prompting/live-prompt.ts'
import type { Prompt } from '../prompting/load-prompt.ts'
import { fence, renderPrompt } from '../prompting/render-prompt.ts'
import type { Clock } from '../shared/clock.ts'
import { conflict, unavailable } from '../shared/errors.ts'
import type { Entry, EntryContent } from './entry-content.ts'
import { loadEntry } from './read-entries.ts'
import { upsertEntry } from './save-entry.ts'

type Deps = { db: Database; clock: Clock; model: ChatModel | undefined; timeoutMs: number }
type Input = { shopId: string; id: string; version: number; actor: { id: string } }
type Text = Exclude<Fillable, 'warranty'>

export type Filled = {
  entry: Entry
  /** Fields whose numbers are not those of the source: look at these first. */
  doubtful: Fillable[]
}

const TEXTS = FILLABLE.filter((field) => field !== 'warranty')
const LANGUAGES = { Ru: 'Russian', Zh: 'Chinese', En: 'English' } as const
type Language = keyof typeof LANGUAGES

const answerSchema = z.object({
  question_ru: z.string().nullable(),
  answer_ru: z.string().nullable(),
  question_zh: z.string().nullable(),
  answer_zh: z.string().nullable(),
  question_en: z.string().nullable(),
  answer_en: z.string().nullable(),
  lines: z.array(z.object({ id: z.string(), text: z.string() })),
})
type Answer = z.infer<typeof answerSchema>

/**
 * Lets the model write the languages an entry lacks, as a new version of a draft with those fields marked. The
 * model is asked outside any transaction; an entry that moved meanwhile stays as it is.
 */
export async function fillEntry({ db, clock, model, timeoutMs }: Deps, input: Input): Promise<Filled> {
  const { shopId, id, version, actor } = input
  const entry = await loadEntry(db, { shopId, id })
  if (entry.version !== version)
    throw conflict('entry_moved', `The entry is at version ${entry.version}`, { version: entry.version })
  if (entry.status === 'live')
    throw conflict(
      'entry_is_live',
      'Buyers are answered from this entry: make it a draft before a machine writes in it.',
    )
  const wanted = missingTexts(entry)
  const lines = missingLines(entry.warranty)
  if (wanted.length + lines.length === 0)
    throw conflict('nothing_to_fill', 'Every language this entry can be filled in is there.')
  if (!model)
    throw unavailable(
      'no_model',
      'No chat model is set up: write the missing text yourself, or set OPENAI_BASE_URL.',
    )
  const prompt = await loadLivePrompt(db, { shopId, name: 'translate-entry' })
  const answer = await askModel({ model, timeoutMs, prompt }, entry, wanted, lines)
  const content = withAnswer(entry, wanted, lines, answer)
  const write = { shopId, id, content, expectedVersion: version, changedBy: actor.id, now: clock.now() }
  const { entry: saved } = await db.transaction((tx) =>
    upsertEntry(tx, { ...write, action: 'knowledge.filled' }),
  )
  return { entry: saved, doubtful: content.machineFilled.filter((field) => isDoubtful(entry, saved, field)) }
}

/** Half of a pair is wanted in a language where its other language has it. */
function missingTexts(entry: EntryContent): Text[] {
  return TEXTS.filter((field) => {
    const part = field.startsWith('question') ? 'question' : 'answer'
    return !entry[field]?.trim() && TEXTS.some((other) => other.startsWith(part) && entry[other]?.trim())
  })
}

type Line = { id: string; from: string; to: 'Ru' | 'Zh' }
const LISTS = ['coverage', 'exclusions', 'serviceSteps'] as const

function missingLines(warranty: WarrantyFacts | null): Line[] {
  if (!warranty) return []
  return LISTS.flatMap((list) =>
    warranty[list].flatMap(({ ru, zh = '' }, index): Line[] => {
      const id = `${list}-${index + 1}`
      if (!ru.trim() && zh.trim()) return [{ id, from: zh, to: 'Ru' }]
      return ru.trim() && !zh.trim() ? [{ id, from: ru, to: 'Zh' }] : []
    }),
  )
}

async function askModel(
  { model, timeoutMs, prompt }: { model: ChatModel; timeoutMs: number; prompt: Prompt },
  entry: EntryContent,
  wanted: Text[],
  lines: Line[],
): Promise<Answer> {
  const { system, user } = renderPrompt(prompt, {
    texts: sourceTexts(entry),
    lines: lines.length === 0 ? '(none)' : lines.map(lineText).join('\n'),
    wanted: [...wanted.map(wireName), ...(lines.length > 0 ? ['lines'] : [])].join(', '),
  })
  const result = await model.completeStructured({
    system,
    user,
    schema: answerSchema,
    name: 'translate_entry',
    purpose: 'translate',
    promptVersion: prompt.version,
    timeoutMs,
  })
  if (result.ok) return result.value
  throw unavailable('model_answer_unusable', `The model gave no usable translation: ${result.reason}`)
}

const wireName = (field: Text): keyof Omit<Answer, 'lines'> => WIRE[field]
const WIRE = {
  questionRu: 'question_ru',
  answerRu: 'answer_ru',
  questionZh: 'question_zh',
  answerZh: 'answer_zh',
  questionEn: 'question_en',
  answerEn: 'answer_en',
} as const satisfies Record<Text, keyof Omit<Answer, 'lines'>>

const lineText = ({ id, from, to }: Line) => `[${id}] into ${LANGUAGES[to]}\n${fence('line', from)}`

/** What a person wrote or accepted comes first; what a machine wrote is a source only where there is no other. */
function sourceTexts(entry: EntryContent): string {
  const order = languagesByTrust(entry)
  return order
    .flatMap((language) =>
      (['question', 'answer'] as const).flatMap((part) => {
        const text = entry[`${part}${language}`]?.trim()
        return text ? `${LANGUAGES[language]} ${part}:\n${fence('entry', text)}` : []
      }),
    )
    .join('\n')
}

function languagesByTrust({ machineFilled }: Pick<EntryContent, 'machineFilled'>): Language[] {
  const isMachine = (language: Language) => machineFilled.some((field) => field.endsWith(language))
  return (['Ru', 'Zh', 'En'] as const).toSorted((a, b) => Number(isMachine(a)) - Number(isMachine(b)))
}

/** The entry with what was asked for, and only that; a model that leaves something out is not half believed. */
function withAnswer(entry: Entry, wanted: Text[], lines: Line[], answer: Answer): EntryContent {
  const { shopId: _, id: __, version: ___, updatedAt: ____, ...content } = entry
  const texts = wanted.map((field) => [field, answer[wireName(field)]?.trim() ?? ''] as const)
  const translated = new Map(answer.lines.map(({ id, text }) => [id, text.trim()]))
  const empty = [
    ...texts.flatMap(([field, text]) => (text ? [] : field)),
    ...lines.flatMap(({ id }) => (translated.get(id) ? [] : id)),
  ]
  if (empty.length > 0)
    throw unavailable('model_answer_unusable', `The model left out ${empty.join(', ')}; try again.`)
  const filled: Fillable[] = lines.length > 0 ? [...wanted, 'warranty'] : wanted
  return {
    ...content,
    ...Object.fromEntries(texts),
    warranty: content.warranty && withLines(content.warranty, lines, translated),
    machineFilled: FILLABLE.filter((field) => entry.machineFilled.includes(field) || filled.includes(field)),
  }
}

function withLines(warranty: WarrantyFacts, lines: Line[], translated: Map<string, string>): WarrantyFacts {
  const toOf = new Map(lines.map(({ id, to }) => [id, to]))
  const fill = (list: (typeof LISTS)[number]) =>
    warranty[list].map((line, index): Bilingual => {
      const id = `${list}-${index + 1}`
      const [to, text] = [toOf.get(id), translated.get(id)]
      if (to === undefined || text === undefined) return line
      return to === 'Ru' ? { ...line, ru: text } : { ...line, zh: text }
    })
  return {
    ...warranty,
    coverage: fill('coverage'),
    exclusions: fill('exclusions'),
    serviceSteps: fill('serviceSteps'),
  }
}

function isDoubtful(source: EntryContent, filled: EntryContent, field: Fillable): boolean {
  if (field === 'warranty')
    return LISTS.some((list) =>
      (filled.warranty?.[list] ?? []).some(({ ru, zh = ru }) => numbersDiffer(ru, zh)),
    )
  const part = field.startsWith('question') ? 'question' : 'answer'
  const from = languagesByTrust(source)
    .map((language) => source[`${part}${language}`])
    .find((text) => text?.trim())
  return numbersDiffer(from ?? '', filled[field] ?? '')
}
