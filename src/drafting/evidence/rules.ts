import type { Rule } from './rule.ts'
import { adjectives } from './rules/adjectives.ts'
import { clocks, dates, hours, namedDays, soon, starts, weekdays } from './rules/calendar.ts'
import { complements } from './rules/complements.ts'
import { deniedThings } from './rules/denied.ts'
import { bareNumbers, names } from './rules/names.ts'
import { onlyThen } from './rules/only.ts'
import { parity } from './rules/parity.ts'
import { parties } from './rules/parties.ts'
import { polarity } from './rules/polarity.ts'
import { quantities } from './rules/quantities.ts'
import { sizes } from './rules/sizes.ts'
import { otherCases, promises, properties, states, words } from './rules/words.ts'

/** What must hold between a sentence and its evidence; of two findings at the same words the first is told. */
export const RULES: readonly Rule[] = [
  sizes,
  dates,
  hours,
  clocks,
  weekdays,
  namedDays,
  soon,
  starts,
  quantities,
  complements,
  names,
  bareNumbers,
  properties,
  adjectives,
  polarity,
  parity,
  deniedThings,
  onlyThen,
  parties,
  states,
  promises,
  otherCases,
  words,
]
