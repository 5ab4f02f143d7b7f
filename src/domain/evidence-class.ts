import { type DraftSentence, EVIDENCE_CLASSES, type EvidenceClass } from './draft.ts'

/** The weakest sentence decides; politeness alone proves nothing and spoils nothing. */
export function weakestClass(sentences: readonly DraftSentence[]): EvidenceClass {
  const classes = sentences.map((sentence) => sentence.class).filter((name) => name !== 'courtesy')
  if (classes.length === 0) return 'courtesy'
  const rank = (name: EvidenceClass) => EVIDENCE_CLASSES.indexOf(name)
  return classes.reduce((weakest, name) => (rank(name) > rank(weakest) ? name : weakest))
}
