import { z } from 'zod'
import type { Actor } from './actor.ts'
import type { Category } from './category.ts'
import { SCHEMES } from './knowledge-entry.ts'
import { REMEDIES, type Remedy } from './remedy.ts'

/**
 * What an answer may need to know, by name. `warranty_terms` only the shop can find out; the others the order, the
 * catalogue or the buyer tells.
 */
export const PROCEDURE_FACTS = [
  'product',
  'size',
  'measurements',
  'counterpart',
  'order',
  'posting',
  'delivery_date',
  'purchase_date',
  'warranty_terms',
  'defect_description',
  'photo',
  'missing_item',
  'return_reason',
  'wish',
  'document',
  'details',
] as const
export type ProcedureFact = (typeof PROCEDURE_FACTS)[number]

export const APPROVERS = ['agent', 'lead', 'admin'] as const satisfies readonly Actor['role'][]
export type Approver = (typeof APPROVERS)[number]

/** Whether somebody of this role may approve what is kept for `needed`. */
export const mayApprove = (role: Approver, needed: Approver): boolean =>
  APPROVERS.indexOf(role) >= APPROVERS.indexOf(needed)

/** Neither NUL nor half a surrogate pair: PostgreSQL stores neither. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what must be kept out
const STORABLE = /^[^\u0000\p{Cs}]*$/u
const text = (max: number) => z.string().trim().max(max).regex(STORABLE)
const inThree = (max: number) => z.strictObject({ ru: text(max), zh: text(max), en: text(max) })
const isSaid = ({ ru, zh, en }: { ru: string; zh: string; en: string }): boolean => `${ru}${zh}${en}` !== ''

const requiredFactSchema = z.strictObject({
  fact: z.enum(PROCEDURE_FACTS),
  /** Without it an answer would be a guess, so that it is asked for first; otherwise it only helps. */
  decides: z.boolean(),
  /** What to ask the buyer, in Russian with its glosses; null = the shop finds it out itself. */
  question: inThree(500)
    .refine(({ ru }) => ru !== '', 'the buyer gets Russian')
    .nullable(),
})
export type RequiredFact = z.infer<typeof requiredFactSchema>

const stepSchema = inThree(1_000)
  /** The ways of delivery for which it holds; empty = all. */
  .extend({ schemes: z.array(z.enum(SCHEMES)).max(SCHEMES.length) })
  .refine(isSaid, 'a step says something')
export type ProcedureStep = z.infer<typeof stepSchema>

const allowedRemedySchema = z.strictObject({
  remedy: z.enum(REMEDIES),
  /** Who may approve a text that promises it: this role or a higher one. */
  approver: z.enum(APPROVERS),
})
export type AllowedRemedy = z.infer<typeof allowedRemedySchema>

const exampleSchema = z.strictObject({ ru: text(1_000).min(1), zh: text(1_000) })

const once = <T>(items: readonly T[], key: (item: T) => string): boolean =>
  new Set(items.map(key)).size === items.length

/** The steps and required facts of a category: everything of a procedure that people write. */
export const procedureContentSchema = z.strictObject({
  required: z
    .array(requiredFactSchema)
    .max(PROCEDURE_FACTS.length)
    .refine((facts) => once(facts, ({ fact }) => fact), 'a fact is required once'),
  steps: z.array(stepSchema).min(1).max(20),
  remedies: z
    .array(allowedRemedySchema)
    .max(REMEDIES.length)
    .refine((remedies) => once(remedies, ({ remedy }) => remedy), 'a remedy is allowed once'),
  /** Whether a product of the shop's own may be offered in its place. Only ever in a chat. */
  offersAlternative: z.boolean(),
  tone: inThree(500),
  /** How a good answer reads, with its gloss. */
  examples: z.array(exampleSchema).max(10),
})
export type ProcedureContent = z.infer<typeof procedureContentSchema>

type InThree = z.infer<ReturnType<typeof inThree>>

/** What composing needs of the procedures of a turn. */
export type CaseProcedure = {
  /** The turn's own category first, then those of its other asks. */
  categories: Category[]
  /** `warranty/3+return/shipped`: which versions they are. */
  version: string
  required: RequiredFact[]
  /** For the scheme of the order, where it is known. */
  steps: InThree[]
  remedies: AllowedRemedy[]
  offersAlternative: boolean
  tone: InThree
  examples: ProcedureContent['examples']
}

/** A procedure as it holds: version 0 is the shipped one. */
export type Procedure = { category: Category; version: number; isShipped: boolean; content: ProcedureContent }

/**
 * The procedures of all that a turn asks, as one; the turn's own comes first. A remedy that several allow needs the
 * highest of the approvers they name.
 */
export function procedureForCase(
  procedures: readonly Procedure[],
  scheme: string | undefined,
): CaseProcedure | undefined {
  const [own] = procedures
  if (!own) return undefined
  const contents = procedures.map(({ content }) => content)
  return {
    categories: procedures.map(({ category }) => category),
    version: procedures
      .map(({ category, version, isShipped }) => `${category}/${isShipped ? 'shipped' : version}`)
      .join('+'),
    required: distinctFacts(contents.flatMap(({ required }) => required)),
    steps: contents.flatMap(({ steps }) =>
      steps.filter(({ schemes }) => holdsFor(schemes, scheme)).map(({ ru, zh, en }) => ({ ru, zh, en })),
    ),
    remedies: allowedRemedies(contents),
    offersAlternative: contents.some(({ offersAlternative }) => offersAlternative),
    tone: own.content.tone,
    examples: contents.flatMap(({ examples }) => examples),
  }
}

/** Where the scheme is not known, the steps of all of them. */
const holdsFor = (schemes: readonly string[], scheme: string | undefined): boolean =>
  schemes.length === 0 || scheme === undefined || schemes.includes(scheme)

function distinctFacts(required: RequiredFact[]): RequiredFact[] {
  const byFact = new Map<ProcedureFact, RequiredFact>()
  for (const one of required) {
    const known = byFact.get(one.fact)
    byFact.set(one.fact, known ? { ...known, decides: known.decides || one.decides } : one)
  }
  return [...byFact.values()]
}

function allowedRemedies(contents: readonly ProcedureContent[]): AllowedRemedy[] {
  const approvers = new Map<Remedy, Approver>()
  for (const { remedy, approver } of contents.flatMap(({ remedies }) => remedies)) {
    const known = approvers.get(remedy)
    approvers.set(remedy, known && mayApprove(known, approver) ? known : approver)
  }
  return [...approvers].map(([remedy, approver]) => ({ remedy, approver }))
}
