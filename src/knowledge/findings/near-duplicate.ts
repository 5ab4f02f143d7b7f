import { contentStems } from '../../domain/text/tokens.ts'
import { cosine, nearestQuestions, type ReadSource, vectorOf } from './compare-sources.ts'
import { areOtherCases } from './other-cases.ts'

/** From here on two questions are one, and two answers say the same. */
const SAME_QUESTION = 0.72
const SAME_ANSWER = 0.62
const SAME_WORDS = 0.5

/** How alike two entries are, 0 to 1, if they say the same twice; undefined otherwise. Only of the same scope. */
export function duplicateLikeness(left: ReadSource, right: ReadSource): number | undefined {
  const [a, b] = [left.statements[0], right.statements[0]]
  if (!a || !b || !hasSameScope(left, right)) return undefined
  // The cheapest first: most pairs are nothing alike.
  const answer = cosine(vectorOf(a.text), vectorOf(b.text))
  if (answer < SAME_ANSWER) return undefined
  const [one, other] = nearestQuestions(a, b)
  const question = cosine(vectorOf(one), vectorOf(other))
  if (question < SAME_QUESTION || sharedWords(a.text, b.text) < SAME_WORDS) return undefined
  if (areOtherCases(`${one}\n${a.text}`, `${other}\n${b.text}`)) return undefined
  return Math.min(1, (question + answer) / 2)
}

function hasSameScope(a: ReadSource, b: ReadSource): boolean {
  const key = ({ scope }: ReadSource) =>
    JSON.stringify([scope.schemes.toSorted(), scope.skus.toSorted(), scope.brand, scope.category])
  return key(a) === key(b)
}

function sharedWords(a: string, b: string): number {
  const [one, other] = [new Set(contentStems(a)), new Set(contentStems(b))]
  return one.intersection(other).size / Math.max(1, Math.min(one.size, other.size))
}
