/** A move of the pointer: `to` is the own version that became live, null the shipped one. */
type Move = { kind: 'publish' | 'roll_back'; to: number | null }

/**
 * Where the next roll back leads, oldest move first: each one takes the newest publication back that still stands, so
 * that going back twice does not lead to what was left behind. Undefined = nothing is left to take back.
 */
export function rollBackTarget(moves: readonly Move[]): { to: number | null } | undefined {
  const standing: (number | null)[] = [null]
  for (const { kind, to } of moves) {
    if (kind === 'publish') standing.push(to)
    else if (standing.length > 1) standing.pop()
  }
  const below = standing.at(-2)
  return below === undefined ? undefined : { to: below }
}
