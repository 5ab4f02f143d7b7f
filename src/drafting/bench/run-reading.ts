import type { Database } from '../../db/client.ts'
import type { drafts } from '../../db/schema/drafting.ts'
import { procedureForCase } from '../../domain/procedure.ts'
import {
  type BenchCase,
  type BenchedPrompt,
  type BenchRun,
  benchFindings,
  comparedFindings,
  readingFindings,
} from '../../domain/prompt-bench.ts'
import { replyChannel } from '../../domain/reply-channel.ts'
import type { ChatModel } from '../../llm/chat-model.ts'
import type { Prompt } from '../../prompting/load-prompt.ts'
import { classifyWithModel } from '../classify/classify-with-model.ts'
import { loadOwnCategories } from '../classify/shop-categories.ts'
import { loadSnapshot, type Snapshot } from '../load-snapshot.ts'
import { threadBefore } from '../prepare-case.ts'
import { caseCategories } from '../procedures/case-categories.ts'
import { loadProcedures } from '../procedures/load-procedures.ts'
import type { Asked } from '../reading/ask-to-read.ts'
import { readReply } from '../reading/read-reply.ts'
import { rewriteReply } from '../reading/rewrite-reply.ts'
import { askForTranslations } from '../reading/translate-messages.ts'
import { readAgain, remedyNames } from '../second-reading/read-again.ts'
import { meteredModel } from './metered-model.ts'
import { failed, sideBySide, UNUSABLE } from './side-by-side.ts'

type Deps = { db: Database; model: ChatModel; timeoutMs: number }
type Input = {
  name: Exclude<BenchedPrompt, 'draft'>
  draft: typeof drafts.$inferSelect
  live: Prompt
  candidate: Prompt
  repeats: number
}
type Case = { draft: Input['draft']; snapshot: Snapshot }
type Asking = { model: ChatModel; timeoutMs: number; prompt: Prompt }
type Made = Pick<BenchRun, 'text' | 'findings' | 'unanswered'>
type Answer = Asked<Made> | { ok: false; why: string }

/** Most agents of these shops read Chinese: in it replies are read back and messages translated. */
const LANGUAGE = 'zh'

/** One case of the past put to both versions of a prompt that reads, sorts or translates. Nothing of it is kept. */
export async function runReadingCase(deps: Deps, { name, draft, ...input }: Input): Promise<BenchCase> {
  const { shopId, conversationId, createdAt } = draft
  const snapshot = await loadSnapshot(deps.db, { shopId, conversationId, until: createdAt })
  if (!snapshot || snapshot.turnText === '') return failed('', 'turn_gone')
  const turn = name === 'rewrite-reply' ? (draft.agentText ?? '') : snapshot.turnText
  return sideBySide(turn, input, async (prompt) => {
    const { model, meter } = meteredModel(deps.model)
    const asked = await ASK[name]({ ...deps, model, prompt }, { draft, snapshot })
    if (!asked.ok && asked.why !== 'not_usable' && !UNUSABLE.includes(asked.why))
      return { run: null, failure: asked.why }
    const made = asked.ok ? asked.value : { text: '', findings: [], unanswered: 0 }
    return {
      failure: null,
      run: {
        ...made,
        kind: null,
        abstained: false,
        evidenceClass: null,
        route: null,
        unusable: asked.ok ? null : 'invalid_output',
        inputTokens: meter.inputTokens,
        outputTokens: meter.outputTokens,
        costMicros: meter.costMicros,
        latencyMs: Math.round(meter.latencyMs),
      },
    }
  })
}

const ASK: Record<Input['name'], (deps: Asking & Pick<Deps, 'db'>, one: Case) => Promise<Answer>> = {
  classify: async ({ db, ...deps }, { snapshot }) => {
    const own = await loadOwnCategories(db, snapshot.conversation.shopId)
    const {
      classification,
      by,
      fallbackReason = 'model_failed',
    } = await classifyWithModel(deps, {
      text: snapshot.turnText,
      thread: threadBefore(snapshot),
      own,
    })
    if (by === 'built-in') return { ok: false, why: fallbackReason }
    const { category, asks } = classification
    return {
      ok: true,
      model: '',
      value: { text: category, findings: readingFindings(classification), unanswered: asks.length },
    }
  },
  'read-reply': async (deps, { draft, snapshot }) => {
    const asked = await readReply(deps, {
      text: draft.text,
      buyerText: snapshot.turnText,
      language: LANGUAGE,
    })
    if (!asked.ok) return asked
    const { sentences, card } = asked.value
    const text = [...sentences, ...card.asked].map((line) => line.text ?? '').filter(Boolean)
    return made(asked.model, { text: text.join('\n'), found: asked.value, unanswered: card.open.length })
  },
  'translate-message': async (deps, { snapshot }) => {
    const said = snapshot.turn.filter(({ text }) => /\p{L}/u.test(text))
    const asked = await askForTranslations(deps, said, LANGUAGE)
    if (!asked.ok) return asked
    const all = said.flatMap(({ id }) => asked.value.get(id) ?? [])
    return made(asked.model, {
      text: all.map(({ text }) => text).join('\n'),
      found: { lost: all.flatMap(({ lost }) => lost), added: all.flatMap(({ added }) => added) },
      unanswered: said.length - all.length,
    })
  },
  'second-reading': async ({ db, ...deps }, { draft, snapshot }) => {
    const { shopId, channel, scheme } = snapshot.conversation
    const categories = caseCategories(draft.classification)
    const procedure = procedureForCase(await loadProcedures(db, { shopId, categories }), scheme ?? undefined)
    const asked = await readAgain(deps, {
      sentences: draft.sentences,
      evidence: draft.evidence.filter(({ id }) =>
        draft.sentences.some((one) => one.evidenceIds.includes(id)),
      ),
      channel: replyChannel(channel),
      turnText: snapshot.turnText,
      remedies: remedyNames(procedure),
    })
    if (!asked.ok) return asked
    const { sentences, breaches } = asked.value
    const against = [
      ...(sentences.some(({ fault }) => fault) ? ['evidence'] : []),
      ...breaches.map(({ rule }) => rule),
    ]
    return {
      ok: true,
      model: asked.model,
      value: {
        text: draft.sentences
          .map(({ ru }, i) => `${sentences[i]?.fault ? `✗ ${sentences[i].fault}` : '✓'} ${ru}`)
          .join('\n'),
        findings: [...new Set(against)].map((rule) => ({ rule, status: 'warn' as const })),
        unanswered: 0,
      },
    }
  },
  'rewrite-reply': async (deps, { draft, snapshot }) => {
    const asked = await rewriteReply(deps, {
      agentText: draft.agentText ?? '',
      buyerText: snapshot.turnText,
      shopName: snapshot.shop.name,
      asks: draft.classification.asks,
      // The draft of that time is not given: its words would answer for the model. What it rested on is.
      draft: { text: '', sentences: [], evidence: draft.evidence },
    })
    if (!asked.ok) return asked
    const { sentences, checks } = asked.value
    return {
      ok: true,
      model: asked.model,
      value: {
        text: sentences.map(({ ru }) => ru).join(' '),
        findings: benchFindings(checks, sentences),
        unanswered: 0,
      },
    }
  },
}

const made = (
  model: string,
  { found, ...rest }: Omit<Made, 'findings'> & { found: Parameters<typeof comparedFindings>[0] },
): Answer => ({ ok: true, model, value: { ...rest, findings: comparedFindings(found) } })
