import type { DraftSentence } from '../src/domain/draft.ts'
import { replyChannel } from '../src/domain/reply-channel.ts'
import { splitSentences } from '../src/domain/text/sentences.ts'
import { checkContext } from '../src/drafting/checks/check-context.ts'
import { runChecks } from '../src/drafting/checks/run-checks.ts'
import { checkEvidence } from '../src/drafting/evidence/check-evidence.ts'
import {
  readAgain,
  SECOND_READING,
  type SecondReading,
  type ToReadAgain,
} from '../src/drafting/second-reading/read-again.ts'
import {
  confirmSentences,
  doubtSentences,
  warnOfBreaches,
} from '../src/drafting/second-reading/weigh-reading.ts'
import type { ChatModel } from '../src/llm/chat-model.ts'
import { loadPrompt } from '../src/prompting/load-prompt.ts'
import { askedModel, type ModelFiles } from './asked-model.ts'
import { comparePaired, type Paired } from './drafting/paired.ts'
import { EVIDENCE_SETS, type EvidenceCase, readEvidenceCases } from './evidence.ts'
import { POLICY_SETS, type PolicyCase, readPolicyCases } from './policy.ts'
import { type Share, shareOf } from './statistics.ts'

export type SecondReadingOptions = ModelFiles & {
  model: string
  /** Ids of cases, as a regular expression. */
  only?: string | undefined
}

/** Two figures of code alone, and with the reading. */
type Beside = { set: string; alone: [Share, Share]; read: [Share, Share]; paired: Paired }
export type SecondReadingReport = { evidence: Beside[]; policy: Beside[] }

/** Sentences over one evidence are read together, as those of a draft are. */
const TOGETHER = 6
const TIMEOUT_MS = 120_000

/** The labelled sentences and replies, judged by code alone and after a model has read them again. */
export async function runSecondReadingSuite(options: SecondReadingOptions): Promise<SecondReadingReport> {
  const only = options.only ? new RegExp(options.only) : undefined
  const asked = askedModel(options.model, options)
  const model = asked.forRun(0)
  const wanted = <T extends { id: string }>(cases: readonly T[]) =>
    cases.filter(({ id }) => only?.test(id) ?? true)
  const report: SecondReadingReport = { evidence: [], policy: [] }
  for (const set of EVIDENCE_SETS) {
    const cases = wanted(readEvidenceCases(set))
    if (cases.length > 0) report.evidence.push(await readEvidenceSet(set, cases, model))
  }
  for (const set of POLICY_SETS) {
    const cases = wanted(readPolicyCases(set))
    if (cases.length > 0) report.policy.push(await readPolicySet(set, cases, model))
  }
  asked.finish()
  return report
}

async function ask(model: ChatModel, input: ToReadAgain): Promise<SecondReading | undefined> {
  const asked = await readAgain({ model, timeoutMs: TIMEOUT_MS, prompt: loadPrompt(SECOND_READING) }, input)
  return asked.ok ? asked.value : undefined
}

async function readEvidenceSet(
  set: string,
  cases: readonly EvidenceCase[],
  model: ChatModel,
): Promise<Beside> {
  const judged: { one: EvidenceCase; alone: boolean; read: boolean }[] = []
  for (const group of grouped(cases)) {
    const [{ evidence: pieces, about = '' }] = group
    const offered = pieces.map(({ text, state: _, ...piece }) => ({ ...piece, textRu: text }))
    const stale = new Set(pieces.flatMap(({ id, state }) => (state ? [id] : [])))
    const sentences: DraftSentence[] = group.map(({ sentence, cites, claimed }) => ({
      ru: sentence,
      evidenceIds: cites,
      class: claimed,
    }))
    const cited = new Set(group.flatMap(({ cites }) => cites))
    const toRead: ToReadAgain = {
      sentences,
      evidence: offered.filter(({ id }) => cited.has(id)),
      channel: replyChannel('ozon-chat'),
      about,
      turnText: '',
      remedies: [],
    }
    const check = (some: readonly DraftSentence[]) =>
      checkEvidence({ sentences: some, offered, stale, about })
    const alone = check(sentences)
    const reading = await ask(model, toRead)
    const read = reading
      ? doubtSentences(check(confirmSentences(sentences, { toRead, reading })), {
          reading,
          ownWords: [],
        })
      : alone
    for (const [i, one] of group.entries())
      judged.push({
        one,
        alone: alone[i]?.class === 'inferred',
        read: read[i]?.class === 'inferred',
      })
  }
  const [bad, good] = [judged.filter(({ one }) => !one.holds), judged.filter(({ one }) => one.holds)]
  const figures = (by: 'alone' | 'read'): [Share, Share] => [
    shareOf(bad.filter((one) => one[by]).length, bad.length),
    shareOf(good.filter((one) => one[by]).length, good.length),
  ]
  const rightBy = (by: 'alone' | 'read') =>
    new Map(judged.map((each) => [each.one.id, each[by] !== each.one.holds]))
  return {
    set,
    alone: figures('alone'),
    read: figures('read'),
    paired: comparePaired(rightBy('alone'), rightBy('read')),
  }
}

type Group = [EvidenceCase, ...EvidenceCase[]]
/** In the order of the file; one draft never says the same sentence twice. */
function grouped(cases: readonly EvidenceCase[]): Group[] {
  const groups: Group[] = []
  for (const one of cases) {
    const last = groups.at(-1)
    const isSame =
      last && JSON.stringify([last[0].evidence, last[0].about]) === JSON.stringify([one.evidence, one.about])
    if (isSame && last.length < TOGETHER && last.every(({ sentence }) => sentence !== one.sentence))
      last.push(one)
    else groups.push([one])
  }
  return groups
}

async function readPolicySet(set: string, cases: readonly PolicyCase[], model: ChatModel): Promise<Beside> {
  const judged: { one: PolicyCase; alone: string[]; read: string[] }[] = []
  for (const one of cases) {
    const { text, channel, category } = one
    const context = checkContext({ channel, category })
    const checks = runChecks(text, context)
    const sentences = splitSentences(text).map((ru) => ({ ru, evidenceIds: [], class: 'courtesy' as const }))
    const reading = await ask(model, {
      sentences,
      evidence: [],
      channel: context.channel,
      turnText: '',
      remedies: context.remedies.allowed.map(({ remedy }) => remedy.replaceAll('_', ' ')),
    })
    const broken = (some: typeof checks) =>
      some.filter(({ status }) => status !== 'pass').map(({ rule }) => rule)
    const read = reading ? warnOfBreaches(checks, { text, sentences, reading }) : checks
    judged.push({ one, alone: broken(checks), read: broken(read) })
  }
  const figures = (by: 'alone' | 'read'): [Share, Share] => {
    const sum = (count: (each: (typeof judged)[number]) => number) =>
      judged.reduce((all, each) => all + count(each), 0)
    const hits = sum((each) => each.one.rules.filter((rule) => each[by].includes(rule)).length)
    const wrong = sum((each) => wrongOf(each.one, each[by]).length)
    return [
      shareOf(
        hits,
        sum(({ one }) => one.rules.length),
      ),
      shareOf(hits, hits + wrong),
    ]
  }
  const rightBy = (by: 'alone' | 'read') =>
    new Map(
      judged.map((each) => [
        each.one.id,
        wrongOf(each.one, each[by]).length === 0 && each.one.rules.every((rule) => each[by].includes(rule)),
      ]),
    )
  return {
    set,
    alone: figures('alone'),
    read: figures('read'),
    paired: comparePaired(rightBy('alone'), rightBy('read')),
  }
}

const wrongOf = ({ rules, may }: PolicyCase, found: readonly string[]): string[] =>
  found.filter((rule) => !rules.includes(rule) && !may.includes(rule))

export function secondReadingText({ evidence, policy }: SecondReadingReport): string {
  return [
    ...lines('evidence', ['found', 'false'], evidence),
    ...lines('policy', ['recall', 'precision'], policy),
  ].join('\n')
}

const lines = (suite: string, names: [string, string], sets: readonly Beside[]): string[] =>
  sets.flatMap(({ set, alone, read, paired }) => [
    `${suite} ${set}`,
    ...names.map(
      (name, i) => `  ${name.padEnd(10)} code alone ${percent(alone[i])}   read again ${percent(read[i])}`,
    ),
    `  right only alone ${paired.onlyFirst}, only read again ${paired.onlySecond}, p ${paired.p.toFixed(3)}: ${paired.words}`,
  ])

const percent = (one: Share | undefined): string =>
  !one || one.of === 0
    ? 'no cases'
    : `${one.share.toFixed(3)} [${one.low.toFixed(3)}, ${one.high.toFixed(3)}] (${one.hits}/${one.of})`
