import { z } from 'zod'
import { type Evidence, findingKindSchema } from '../../domain/draft.ts'
import type { CaseProcedure } from '../../domain/procedure.ts'
import type { ReplyChannel } from '../../domain/reply-channel.ts'
import type { ChatModel } from '../../llm/chat-model.ts'
import type { Prompt } from '../../prompting/load-prompt.ts'
import { fence, renderPrompt } from '../../prompting/render-prompt.ts'
import { RULES } from '../checks/rules.ts'
import { type Asked, askToRead } from '../reading/ask-to-read.ts'

export const SECOND_READING = 'second-reading'

/** What code measures exactly; a reader could only be wrong about it. */
const MEASURED = new Set(['language', 'length', 'look-alikes', 'repetition'])
const READ_RULES = RULES.filter(({ id }) => !MEASURED.has(id))
/** What only code can tell is left out: a withdrawn source, a doubt of its own. */
const READ_KINDS = findingKindSchema.exclude([
  'negation',
  'unclear',
  'courtesy',
  'no-evidence',
  'retired',
  'not-offered',
])
const FAULTS = z.enum([...READ_KINDS.options, 'uncited'])
export type Fault = z.infer<typeof FAULTS>

export type ToReadAgain = {
  /** In order: what the buyer will read, and the ids each sentence cites. */
  sentences: readonly { ru: string; evidenceIds: readonly string[] }[]
  /** What they cite. */
  evidence: readonly Evidence[]
  channel: ReplyChannel
  /** The product's name. */
  about?: string | undefined
  /** The buyer's newest turn. */
  turnText: string
  /** What the case's procedure lets the shop promise. */
  remedies: readonly string[]
}

/** What a reader who did not write the text says of each sentence, and which rules it sees broken. */
export type SecondReading = {
  sentences: { evidenceId: string | null; words: string | null; fault: Fault | null }[]
  breaches: { rule: string; number: number; words: string }[]
}

const TURN_CHARACTERS = 5_000
const PIECE_CHARACTERS = 1_500
const NONE = '(none)'

/** Asks a model whether the evidence carries each sentence and whether the text keeps the marketplace's rules. */
export async function readAgain(
  deps: { model: ChatModel; timeoutMs: number; prompt: Prompt },
  { sentences, evidence, channel, about, turnText, remedies }: ToReadAgain,
): Promise<Asked<SecondReading>> {
  const numbered = sentences.map(
    ({ ru, evidenceIds }, i) => `[${i + 1}] (${evidenceIds.join(', ') || 'cites nothing'}) ${ru}`,
  )
  const asked = await askToRead(deps, {
    promptVersion: deps.prompt.version,
    ...renderPrompt(deps.prompt, {
      rules: READ_RULES.map(({ id, quote }) => `- \`${id}\`: ${quote.en}`).join('\n'),
      remedies: channel.isPublic ? 'nothing, it is public' : remedies.join(', ') || 'nothing',
      channel: READ_WHERE[channel.kind],
      product: about ? fence('product', about) : '(unknown)',
      turn: turnText.trim() === '' ? NONE : fence('buyer', turnText.slice(0, TURN_CHARACTERS)),
      evidence: evidence.map(pieceText).join('\n') || NONE,
      reply: fence('reply', numbered.join('\n')),
    }),
    schema: answerSchema(sentences.length),
    name: 'second_reading',
  })
  if (!asked.ok) return asked
  const { value, ...rest } = asked
  const byNumber = new Map(value.sentences.map((one) => [one.number, one]))
  return {
    ...rest,
    value: {
      sentences: sentences.map((_, i) => {
        const { evidence_id = null, words = null, fault = null } = byNumber.get(i + 1) ?? {}
        return { evidenceId: evidence_id, words, fault }
      }),
      breaches: value.breaches,
    },
  }
}

/** What a procedure lets the shop promise, in words. */
export const remedyNames = (procedure: Pick<CaseProcedure, 'remedies'> | undefined): string[] =>
  procedure?.remedies.map(({ remedy }) => remedy.replaceAll('_', ' ')) ?? []

const READ_WHERE = {
  chat: 'by this buyer alone, in the chat of the order on Ozon',
  answer: 'by everyone, as the answer to a question under the product',
  'review-reply': 'by everyone, under a review of the product',
} satisfies Record<ReplyChannel['kind'], string>

const pieceText = ({ id, title, textRu }: Evidence): string =>
  `[${id}]\n${fence('evidence', `${title}\n${textRu}`.slice(0, PIECE_CHARACTERS))}`

function answerSchema(count: number) {
  return z
    .object({
      sentences: z.array(
        z.object({
          number: z.int(),
          evidence_id: z.string().nullable(),
          words: z.string().nullable(),
          fault: FAULTS.nullable(),
        }),
      ),
      breaches: z.array(z.object({ rule: z.string(), number: z.int(), words: z.string() })),
    })
    .superRefine(({ sentences, breaches }, context) => {
      const complain = (message: string, path: (string | number)[]) =>
        context.addIssue({ code: 'custom', message, path })
      for (let number = 1; number <= count; number++)
        if (!sentences.some((one) => one.number === number))
          complain(`sentence ${number} was not judged`, ['sentences'])
      for (const [i, { rule }] of breaches.entries())
        if (!READ_RULES.some(({ id }) => id === rule))
          complain(`there is no rule "${rule}"`, ['breaches', i, 'rule'])
    })
}
