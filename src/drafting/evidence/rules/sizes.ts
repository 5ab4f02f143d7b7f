import { compareSizes } from '../../../knowledge/findings/rules/sizes.ts'
import type { RuleFinding, RuleInput } from '../rule.ts'
import { checkValues } from './values.ts'

/** «80×120» is «80 на 120 см» and «120×80», never «80×200». */
export function sizes(input: RuleInput): RuleFinding[] {
  return checkValues(input, {
    kind: 'size',
    areRivals: (said, known) => compareSizes(said, known) === 'differ',
    carries: (known, said) => compareSizes(said, known) === 'same',
    name: () => 'size',
  })
}
