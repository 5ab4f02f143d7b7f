import type { Place, Role, SchemeFact, StartFact } from '../parties.ts'
import type { Verdict } from './verdict.ts'

/** Who pays, who decides, who does it. */
export function compareRoles(a: Role, b: Role): Verdict {
  if (a.act !== b.act) return 'apart'
  return a.party === b.party ? 'same' : 'differ'
}

export const comparePlaces = (a: Place, b: Place): Verdict => (a.place === b.place ? 'same' : 'differ')
/** From one's own warehouse goes FBS as well as rFBS. */
export function compareSchemes(a: SchemeFact, b: SchemeFact): Verdict {
  const isOwn = a.scheme === 'own' ? b.scheme !== 'fbo' : b.scheme === 'own' && a.scheme !== 'fbo'
  return a.scheme === b.scheme || isOwn ? 'same' : 'differ'
}
export const compareStarts = (a: StartFact, b: StartFact): Verdict =>
  a.event === b.event ? 'same' : 'differ'
