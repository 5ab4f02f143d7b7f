import { createHash } from 'node:crypto'

type State = {
  draftId: string
  revision: number
  text: string
  /** Newest messages of the turn with their edit times, as the draft was made for them. */
  turn: readonly { externalId: string; editedAt: Date | null }[]
}

/** Names the exact state an approval is given for: another message, edit or draft makes another fingerprint. */
export function stateFingerprint({ draftId, revision, text, turn }: State): string {
  const parts = [
    draftId,
    revision,
    text,
    ...turn.map((m) => `${m.externalId}@${m.editedAt?.toISOString() ?? ''}`),
  ]
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 32)
}
