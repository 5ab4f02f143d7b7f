import { readWords } from '../../domain/text/clauses.ts'
import type { PlacedFact } from './facts.ts'
import { isSame } from './matter.ts'

/** Whether a fact is a row of a card's compatibility. */
export const isCompatibility = ({ statement }: PlacedFact): boolean =>
  statement.part.startsWith('compatibility:')

/** Words after a model that make it another one: «iPhone 13», «iPhone 13 mini». */
const VARIANT = /^(?:mini|pro|max|plus|lite|ultra|se|air|fe|neo|мини|про|макс|плюс|лайт)$/u
const FILLING = /^(?:для|и|с|со|на|к|в|от|модел\p{L}*|сери\p{L}*|всех|любых|любой|любого)$/u

/** Whether a text speaks of the very thing of such a row: it names all of its words, and no other variant of its model. */
export function namesThing(text: string, thing: string): boolean {
  const wanted = readWords(thing).filter(({ word }) => !FILLING.test(word))
  const said = readWords(text)
  const isNamed = (stem: string) =>
    /^\p{N}/u.test(stem) ? said.some((one) => one.stem === stem) : said.some((one) => isSame(one.stem, stem))
  if (wanted.length === 0 || !wanted.every(({ stem }) => isNamed(stem))) return false
  const own = new Set(wanted.map(({ word }) => word))
  const last = wanted.at(-1)?.stem
  return !said.some(
    ({ stem }, i) =>
      stem === last && VARIANT.test(said[i + 1]?.word ?? '') && !own.has(said[i + 1]?.word ?? ''),
  )
}
