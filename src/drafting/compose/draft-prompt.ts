import type { ComposeInput, Evidence } from '../../domain/draft.ts'
import type { CaseProcedure } from '../../domain/procedure.ts'
import { givenName } from '../../domain/text/given-names.ts'
import type { Prompt } from '../../prompting/load-prompt.ts'
import { fence, renderPrompt } from '../../prompting/render-prompt.ts'
import { publicRules } from './review-reply.ts'
import { threadText } from './thread-text.ts'

const SHOWN_CHARACTERS = 1_500
const NONE = '(none)'

/** What the model is told of a case. Whatever others wrote is fenced off as material, the employee's note too. */
export function draftPrompt(prompt: Prompt, input: ComposeInput, evidence: readonly Evidence[]) {
  const { shop, product, classification, thread, turnText, asks, procedure, soFar } = input
  // The first name is all a greeting needs.
  const buyerName = givenName(input.buyerName)
  const rules = publicRules(input)
  const steps = [...rules, ...(procedure ? [procedureText(procedure)] : [])]
  return renderPrompt(prompt, {
    shop_name: shop.name,
    buyer_name: buyerName ? fence('name', buyerName) : '(unknown)',
    product: product ? fence('product', product.name) : '(unknown)',
    category: classification.category,
    thread: threadText(thread),
    turn: fence('buyer', turnText.slice(0, 5_000)),
    asks: asks.length > 0 ? fence('asks', asks.map((ask, i) => `${i + 1}. ${ask}`).join('\n')) : NONE,
    evidence: evidence.length > 0 ? evidence.map(evidenceText).join('\n') : NONE,
    procedure: steps.length > 0 ? fence('procedure', steps.join('\n')) : NONE,
    // In public nothing is offered, whatever the procedure allows.
    remedies: listed(
      rules.length > 0 ? [] : (procedure?.remedies.map(({ remedy }) => remedy.replaceAll('_', ' ')) ?? []),
    ),
    missing: listed(input.missingFacts),
    asked: listed(soFar.asked),
    told: listed(soFar.answered),
    promised:
      soFar.promised.length > 0
        ? fence('promised', soFar.promised.map(({ what, by }) => (by ? `${what} (${by})` : what)).join('\n'))
        : NONE,
    note: input.agentNote ? fence('note', input.agentNote.slice(0, 1_000)) : NONE,
  })
}

const listed = (names: readonly string[]): string => (names.length > 0 ? names.join(', ') : NONE)

function procedureText({ steps, tone, examples }: CaseProcedure): string {
  const words = ({ ru, en, zh }: CaseProcedure['tone']) => ru || en || zh
  return [
    ...steps.map((step, i) => `${i + 1}. ${words(step)}`),
    `Tone: ${words(tone)}`,
    ...examples.slice(0, 2).map(({ ru }) => `Example of the tone, not of facts: ${ru}`),
  ]
    .join('\n')
    .slice(0, 3_000)
}

function evidenceText({ id, title, textRu, asOf }: Evidence): string {
  const date = asOf ? ` (as of ${asOf})` : ''
  return `[${id}]${date}\n${fence('evidence', `${title}\n${textRu}`.slice(0, SHOWN_CHARACTERS))}`
}
