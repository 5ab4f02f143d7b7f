import type { Rule } from './rule.ts'
import { adjectives } from './rules/adjectives.ts'
import { answers } from './rules/answers.ts'
import { beginnings } from './rules/beginnings.ts'
import { clocks, dates, hours, namedDays, soon, starts, weekdays } from './rules/calendar.ts'
import { complements } from './rules/complements.ts'
import { deniedThings } from './rules/denied.ts'
import { doers } from './rules/doers.ts'
import { everything } from './rules/everything.ts'
import { labels } from './rules/labels.ts'
import { bareNumbers, names } from './rules/names.ts'
import { ones } from './rules/ones.ts'
import { onlyThen } from './rules/only.ts'
import { openings } from './rules/openings.ts'
import { opposites } from './rules/opposites.ts'
import { pairs } from './rules/pairs.ts'
import { parity } from './rules/parity.ts'
import { parties } from './rules/parties.ts'
import { polarity } from './rules/polarity.ts'
import { quantities } from './rules/quantities.ts'
import { sizes } from './rules/sizes.ts'
import { without } from './rules/without.ts'
import { otherCases, promises, properties, states } from './rules/words.ts'

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
  beginnings,
  quantities,
  pairs,
  complements,
  names,
  bareNumbers,
  properties,
  adjectives,
  opposites,
  labels,
  polarity,
  openings,
  answers,
  ones,
  parity,
  deniedThings,
  onlyThen,
  without,
  everything,
  parties,
  doers,
  states,
  promises,
  otherCases,
]
