import type { Check } from '../../domain/draft.ts'
import type { Span } from '../../domain/text/mapped-text.ts'
import { readText } from './reading.ts'
import type { CheckContext, Found, Rule } from './rule.ts'
import { RULES } from './rules.ts'

const SHOWN_LENGTH = 120

/** Every rule's finding on a text about to be sent, in a fixed order. A `block` never leaves. */
export function runChecks(text: string, context: CheckContext, rules: readonly Rule[] = RULES): Check[] {
  const reading = readText(text)
  return rules.map((rule) => asCheck(rule, text, rule.find(reading, context), context))
}

function asCheck(rule: Rule, text: string, found: Found[], { twin }: CheckContext): Check {
  const { id, quote, source, kept } = rule
  // The gravest finding speaks for the rule; all of its places are shown.
  const gravest = found.find(({ status }) => status === 'block') ?? found[0]
  if (!gravest) return { rule: id, status: 'pass', message: kept, quote, source }
  const words = rule.reasons[gravest.reason]
  if (!words) throw new Error(`rule ${id} gives no words for the reason ${gravest.reason}`)
  const places = merged(found)
  const shown = gravest.from === undefined ? undefined : text.slice(gravest.from, gravest.to).trim()
  return {
    rule: id,
    status: gravest.status,
    ...(shown ? { span: shown.slice(0, SHOWN_LENGTH) } : {}),
    ...(places.length > 0 ? { places } : {}),
    message: fill(words, gravest.params ?? {}),
    quote,
    source,
    ...(id === 'repetition' && twin ? { twin } : {}),
  }
}

/** In order, what overlaps joined. */
function merged(found: Found[]): Span[] {
  const spans = found
    .flatMap(({ from, to }) => (from === undefined || to === undefined ? [] : [{ from, to }]))
    .toSorted((a, b) => a.from - b.from)
  const out: Span[] = []
  for (const span of spans) {
    const last = out.at(-1)
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else out.push({ ...span })
  }
  return out
}

function fill(words: Check['message'], params: Record<string, string | number>): Check['message'] {
  const put = (text: string) =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
  return { en: put(words.en), zh: put(words.zh), ru: put(words.ru) }
}
