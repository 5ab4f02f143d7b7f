import type { Rule } from './rule.ts'
import { dates, hours, namedDays, soon, starts, weekdays } from './rules/calendar.ts'
import { bareNumbers, names } from './rules/names.ts'
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
  weekdays,
  namedDays,
  soon,
  starts,
  quantities,
  names,
  bareNumbers,
  properties,
  polarity,
  parity,
  parties,
  states,
  promises,
  otherCases,
  words,
]
