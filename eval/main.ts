import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { hashEmbedder } from '../src/llm/hash-embedder.ts'
import { connectOpenAiEmbedder } from '../src/llm/openai-embedder.ts'
import { calibrate, calibrationFile, calibrationText } from './calibrate.ts'
import { runClassifySuite } from './classify/command.ts'
import { classifyText, evaluateClassifier } from './classify/demo.ts'
import { readingText, withoutMistakes as withoutReadingMistakes } from './classify/report-text.ts'
import { contradictionsText, evaluateContradictions, SPLITS, withoutRows } from './contradictions.ts'
import { runDraftingSuite } from './drafting/command.ts'
import { draftingText, withoutDrafts } from './drafting/report-text.ts'
import { EVIDENCE_SETS, evaluateEvidence, evidenceText } from './evidence.ts'
import { evidenceFitText, fitEvidence } from './evidence-fit.ts'
import { fitRankWeights, fitText } from './fit.ts'
import { observe } from './observations.ts'
import {
  evaluatePolicy,
  evaluateRealReplies,
  isRead,
  POLICY_SETS,
  policyText,
  realRepliesText,
  withoutMistakes,
} from './policy.ts'
import { evaluatePrivacy, privacyText } from './privacy.ts'
import { evaluateRetrieval, retrievalText } from './retrieval.ts'
import { readRetrievalSet } from './retrieval-sets.ts'
import { runReviewsSuite } from './reviews/command.ts'
import { evaluateRouting, routingText } from './routing.ts'
import { runSecondReadingSuite, secondReadingText } from './second-reading.ts'

const USAGE = `npm run eval -- <suite> [options]

  retrieval        the search: recall, abstention, calibration, misses
                   --data <folder>|own    a set (rutube_support, xquad_ru, prosept_products …) or the demo shop's questions
                   --past <file>          messages answered before, JSON Lines {"query", "gold": [entry ids]}; a message
                                          that is among them is searched as if it had not been (leave one out)
                   --typos                one slip of the finger in every message, the same in every run
                   --language ru|zh       of the questions to long passages
                   --off-topic <folder>   with rubq_dev.jsonl; without it, beside the set
                   --split dev|held-out   of the demo shop's questions
  fit              fits the weights of the ranking on everything in the data folder, with cross-validation (needs --data)
  calibrate        fits the chance that a candidate answers, for the chosen space (needs --data)
                   --write <file>         the weights as a file for: otvet embed calibrate <file>
  classify         what is read in buyers' turns, both halves (mistakes of dev only), and the demo shop's scripted buyers
                   --model <name>         a model beside the built-in reader; --record, --answers, --export as below
  contradictions   pairs that contradict each other and pairs that do not (misses of the sets that have been read)
  drafting         conversations with the demo shop, drafted by the whole house: --split dev (default) or held-out
                   --model <name>         a model beside the built-in drafter, live through OPENAI_API_KEY, OPENAI_BASE_URL
                   --runs <k>             of the model, to see whether it is steady
                   --record <file>        the live answers, to be replayed
                   --answers <file>       recorded answers, JSON Lines of OpenAI's Batch API; no server is asked
                   --export <file>        the questions that have no answer yet, as a file for the Batch API
                   --html <file>          the report as a page with charts
                   --only <pattern>       ids of conversations
  policy           rules on labelled texts, every set (misses of dev only); with --data on real answers of sellers too
  evidence         sentences against their evidence, every set (misses of dev only)
                   --fit                  fits the weights of the doubt on the dev sets, with cross-validation
  second-reading   what a model that reads a finished text again adds to the rules: --model, --record, --answers, --export
                   as above, --only <pattern> of the cases' ids
  privacy          personal data masked, other numbers left alone: --split dev (default) or held-out
  reviews          real reviews (--data <folder of ozon_wb_reviews>): triage with stars hidden, complaints against our
                   labels (mistakes of dev only), and the drafts for them against the rules of public texts
                   --fit                  fits the weights of the triage anew and writes them
                   --quick                without the drafts
  routing          situations and where each belongs: does anything leave by itself that must not

  --json           the report as JSON
  --space <name>   whose vectors: builtin (default) or openai:<model> on an OpenAI-compatible server (OPENAI_API_KEY,
                   OPENAI_BASE_URL)`

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    json: { type: 'boolean', default: false },
    split: { type: 'string', default: 'dev' },
    past: { type: 'string' },
    typos: { type: 'boolean', default: false },
    language: { type: 'string', default: 'ru' },
    'off-topic': { type: 'string' },
    space: { type: 'string', default: 'builtin' },
    model: { type: 'string' },
    runs: { type: 'string', default: '1' },
    record: { type: 'string' },
    answers: { type: 'string' },
    export: { type: 'string' },
    html: { type: 'string' },
    only: { type: 'string' },
    write: { type: 'string' },
    fit: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
  },
})

function folder(): string {
  if (!values.data) throw new Error('Name the data folder: --data <folder>')
  return values.data
}

function split(): 'dev' | 'held-out' {
  if (values.split !== 'dev' && values.split !== 'held-out') throw new Error('--split is dev or held-out')
  return values.split
}

async function embedder() {
  if (values.space === 'builtin') return hashEmbedder
  const [kind, ...model] = values.space.split(':')
  if (kind !== 'openai' || model.length === 0) throw new Error('--space is builtin or openai:<model>')
  return connectOpenAiEmbedder({
    apiKey: process.env.OPENAI_API_KEY,
    baseUrl: process.env.OPENAI_BASE_URL,
    model: model.join(':'),
  })
}

const show = (report: unknown, text: string) =>
  console.log(values.json ? JSON.stringify(report, null, 2) : text)

switch (positionals[0]) {
  case 'retrieval': {
    const { language, past, typos } = values
    const set = readRetrievalSet(folder(), { split: split(), language, offTopic: values['off-topic'] })
    // The misses of a held-out half stay unseen: who looks at them tunes on them.
    const report = await evaluateRetrieval(set, await embedder(), { past, typos, misses: split() === 'dev' })
    show(report, retrievalText(report))
    break
  }
  case 'fit': {
    const report = fitRankWeights(await observe(folder(), await embedder()))
    show(report, fitText(report))
    break
  }
  case 'classify': {
    const [dev, heldOut] = await runClassifySuite(values)
    const shown = [dev, heldOut && withoutReadingMistakes(heldOut)].flatMap((one) => one ?? [])
    const demo = evaluateClassifier()
    const demoText = `the demo shop's scripted buyers: ${classifyText(demo)}`
    show({ reports: shown, demo }, [...shown.map(readingText), demoText].join('\n'))
    break
  }
  case 'contradictions': {
    const reports = SPLITS.map((split) => withoutRows(evaluateContradictions(split)))
    show(reports, reports.map(contradictionsText).join('\n'))
    break
  }
  case 'drafting': {
    const report = await runDraftingSuite({ ...values, split: split(), runs: Number(values.runs) })
    show(withoutDrafts(report), draftingText(report))
    break
  }
  case 'policy': {
    const reports = POLICY_SETS.map((one) => evaluatePolicy(one)).map((report) =>
      isRead(report.split) ? report : withoutMistakes(report),
    )
    const real = values.data ? evaluateRealReplies(values.data) : undefined
    const texts = [...reports.map(policyText), ...(real ? [realRepliesText(real)] : [])]
    show({ reports, real }, texts.join('\n'))
    break
  }
  case 'evidence': {
    if (values.fit) {
      const fitted = fitEvidence()
      show(fitted, evidenceFitText(fitted))
      break
    }
    const reports = EVIDENCE_SETS.map((one) => evaluateEvidence(one))
    // Who looks at the misses of the held-out half tunes on them.
    const shown = reports.map((report) => (isRead(report.split) ? report : { ...report, mistakes: [] }))
    show(shown, shown.map(evidenceText).join('\n'))
    break
  }
  case 'second-reading': {
    const { model } = values
    if (!model) throw new Error('Name who reads: --model <name>')
    const report = await runSecondReadingSuite({ ...values, model })
    show(report, secondReadingText(report))
    break
  }
  case 'privacy': {
    const report = evaluatePrivacy(split())
    const shown = report.split === 'dev' ? report : { ...report, misses: [] }
    show(shown, privacyText(report))
    break
  }
  case 'reviews': {
    const { report, text } = await runReviewsSuite(folder(), values)
    show(report, text)
    break
  }
  case 'routing': {
    const report = evaluateRouting()
    show(report, routingText(report))
    if (report.wronglyAutomatic > 0) process.exitCode = 1
    break
  }
  case 'calibrate': {
    const model = await embedder()
    const report = calibrate(await observe(folder(), model))
    if (values.write) writeFileSync(values.write, calibrationFile(model.space, report))
    show(report, calibrationText(report))
    break
  }
  default:
    console.error(USAGE)
    process.exitCode = 2
}
