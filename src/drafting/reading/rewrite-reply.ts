import { z } from 'zod'
import type { Check, DraftSentence, Evidence } from '../../domain/draft.ts'
import { compareWithRussian, isWrittenIn, languageOf } from '../../domain/reading/compare-texts.ts'
import { splitForeignSentences } from '../../domain/reading/foreign-sentences.ts'
import type { Compared } from '../../domain/reading/reading.ts'
import { rewriteChecks } from '../../domain/reading/rewrite-checks.ts'
import type { ChatModel } from '../../llm/chat-model.ts'
import type { Prompt } from '../../prompting/load-prompt.ts'
import { fence, renderPrompt } from '../../prompting/render-prompt.ts'
import { checkEvidence } from '../evidence/check-evidence.ts'
import { type Asked, askToRead } from './ask-to-read.ts'

type Deps = { model: ChatModel; timeoutMs: number; prompt: Prompt }
export const REWRITE_REPLY = 'rewrite-reply'
type Input = {
  /** What the agent wrote, in their own language. */
  agentText: string
  buyerText: string
  shopName: string
  asks: readonly string[]
  /** The draft it replaces, if there is one. */
  draft: { text: string; sentences: DraftSentence[]; evidence: Evidence[] } | undefined
}
export type Rewritten = { sentences: DraftSentence[]; checks: Check[]; promptVersion: string }

const NO_EVIDENCE = 'none'
const SHOWN_CHARACTERS = 1_500

/**
 * Puts what an agent wrote into Russian. Numbers, dates and denials of the two texts are compared in code, sentence
 * by sentence; what differs is a warning that the agent must accept.
 */
export async function rewriteReply(deps: Deps, input: Input): Promise<Asked<Rewritten>> {
  const { agentText, buyerText, shopName, draft } = input
  const own = splitForeignSentences(agentText)
  const evidence = draft?.evidence ?? []
  const { prompt } = deps
  const asked = await askToRead(deps, {
    promptVersion: prompt.version,
    ...renderPrompt(prompt, {
      shop_name: shopName,
      buyer: fence('buyer', buyerText.slice(0, 5_000)),
      draft: draft ? fence('draft', draft.text) : '(none)',
      evidence: evidence.length > 0 ? evidence.map(evidenceText).join('\n') : '(none)',
      text: fence('text', own.map((sentence, index) => `[${index + 1}] ${sentence}`).join('\n')),
    }),
    schema: answerSchema(evidence.map(({ id }) => id)),
    name: 'rewrite_reply',
  })
  if (!asked.ok) return asked
  const written = asked.value.sentences.filter(({ ru }) => ru.trim() !== '')
  const compared = compare(own, written, draft?.text ?? '')
  return {
    ok: true,
    model: asked.model,
    value: {
      sentences: sentencesOf(written, input),
      checks: rewriteChecks(compared),
      promptVersion: prompt.version,
    },
  }
}

function answerSchema([first = NO_EVIDENCE, ...others]: string[]) {
  return z
    .object({
      sentences: z.array(
        z.object({
          ru: z.string(),
          from: z.array(z.int()),
          // Without evidence there is nothing to cite, but an enum must not be empty.
          evidence_ids: z.array(z.enum([first, ...others])),
        }),
      ),
    })
    .superRefine(({ sentences }, context) => {
      const words = sentences.map(({ ru }) => ru).join(' ')
      if (/\p{Script=Cyrillic}/u.test(words) && isWrittenIn(words, 'ru')) return
      context.addIssue({ code: 'custom', message: 'the reply must be a Russian text', path: ['sentences'] })
    })
}
type Written = { ru: string; from: number[] }

/** Russian sentences against the sentences of the agent that they render; those of the draft may greet by themselves. */
function compare(own: string[], written: Written[], draftText: string): Compared {
  const all: Compared = { lost: [], added: [] }
  const rendered = new Set(written.flatMap(({ from }) => from))
  for (const [index, words] of own.entries()) {
    if (!rendered.has(index + 1)) all.lost.push({ kind: 'sentence', words })
  }
  // Sentences that share a source are one text: a number may stand in either of them.
  for (const { ru, from } of joined(written)) {
    const source = from.flatMap((number) => own[number - 1] ?? []).join('\n')
    if (source === '') {
      if (!draftText.includes(ru.trim())) all.added.push({ kind: 'sentence', words: ru })
      continue
    }
    // Here the Russian is the rendering: what it lacks is lost, what only it has is added.
    const { lost, added } = compareWithRussian(ru, source, languageOf(source))
    all.lost.push(...added)
    all.added.push(...lost)
  }
  return all
}

function joined(written: Written[]): Written[] {
  const groups: Written[] = []
  for (const { ru, from } of written) {
    const group =
      from.length === 0 ? undefined : groups.find((one) => one.from.some((number) => from.includes(number)))
    if (group) {
      group.ru += `\n${ru}`
      group.from = [...new Set([...group.from, ...from])]
    } else groups.push({ ru, from: [...from] })
  }
  return groups
}

/** Judged by what it cites, like any other: a person's word is no source. One kept whole keeps what it rests on. */
function sentencesOf(
  written: (Written & { evidence_ids: string[] })[],
  { draft, asks }: Input,
): DraftSentence[] {
  const offered = draft?.evidence ?? []
  const sentences = written.map(({ ru, evidence_ids }): DraftSentence => {
    const kept = draft?.sentences.find((one) => one.ru.trim() === ru.trim())
    if (kept) return kept
    const evidenceIds = offered.map(({ id }) => id).filter((id) => evidence_ids.includes(id))
    return { ru: ru.trim(), evidenceIds, class: evidenceIds.length > 0 ? 'documented' : 'inferred' }
  })
  return checkEvidence({ sentences, offered, asks })
}

function evidenceText({ id, title, textRu }: Evidence): string {
  return `[${id}]\n${fence('evidence', `${title}\n${textRu}`.slice(0, SHOWN_CHARACTERS))}`
}
