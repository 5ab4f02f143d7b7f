import type { Value } from '../values.ts'
import type { Verdict } from './verdict.ts'

/** «из Турции» and «из Китая», «USB-C» and «micro-USB»; a country and a material are never compared. */
export function compareValues(a: Value, b: Value): Verdict {
  if (a.of !== b.of) return 'apart'
  return a.value === b.value ? 'same' : 'differ'
}
