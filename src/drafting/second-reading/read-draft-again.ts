import type { Database } from '../../db/client.ts'
import type { ComposedDraft } from '../../domain/draft.ts'
import { replyChannel } from '../../domain/reply-channel.ts'
import type { Clock } from '../../shared/clock.ts'
import type { CheckReply } from '../checks/check-reply.ts'
import { type JudgedDraft, judgeDraft } from '../judge-draft.ts'
import type { PreparedCase, Ref } from '../prepare-case.ts'
import { remedyNames, type SecondReading, type ToReadAgain } from './read-again.ts'
import { confirmSentences, doubtSentences, warnOfBreaches } from './weigh-reading.ts'

export type ReadAgain = (input: ToReadAgain, ref: Ref) => Promise<SecondReading | undefined>
type Deps = { db: Database; clock: Clock; checkReply: CheckReply; readAgain?: ReadAgain }
type Input = {
  prepared: PreparedCase
  /** As it was composed: what each sentence claimed to be. */
  composed: ComposedDraft
  channel: string
  judged: JudgedDraft
}

/**
 * The judged draft after a second reading. It settles what code could not read, where it shows the words, and adds what
 * code did not see; it never takes back what code found. Without a reading the draft stays as code judged it.
 */
export async function readDraftAgain(
  deps: Deps,
  ref: Ref,
  { prepared, composed, channel, judged }: Input,
): Promise<JudgedDraft> {
  const { sentences } = judged.composed
  if (!deps.readAgain || judged.text === '') return judged
  const cited = new Set(sentences.flatMap(({ evidenceIds }) => evidenceIds))
  const toRead: ToReadAgain = {
    sentences,
    evidence: prepared.offered.filter(({ id }) => cited.has(id)),
    channel: replyChannel(channel),
    about: prepared.gathered.product?.name,
    turnText: prepared.input.turnText,
    remedies: remedyNames(prepared.handled.procedure),
  }
  const reading = await deps.readAgain(toRead, ref)
  if (!reading) return judged
  const confirmed = confirmSentences(composed.sentences, { toRead, reading })
  const again = await judgeDraft(deps, ref, {
    prepared,
    composed: { ...composed, sentences: confirmed },
    now: deps.clock.now(),
  })
  const { ownWords } = prepared
  return {
    ...again,
    composed: {
      ...again.composed,
      sentences: doubtSentences(again.composed.sentences, { reading, ownWords }),
    },
    checks: warnOfBreaches(again.checks, { text: again.text, sentences, reading }),
  }
}
