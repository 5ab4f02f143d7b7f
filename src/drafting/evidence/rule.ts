import type { FindingKind } from '../../domain/draft.ts'
import type { Saying } from './saying.ts'

/** A piece of evidence as the rules read it. */
export type Source = { id: string; kind: 'passage' | 'attribute' | 'order' | 'computed'; saying: Saying }

/** One sentence against what it cites. */
export type RuleInput = {
  sentence: Saying
  cited: readonly Source[]
  /** Meanings that the conversation is about: the product's name, the question. They tell nothing apart. */
  given: ReadonlySet<string>
  /** The product's own name and the like: what it names may be named. */
  about: string
}

/** Words of the sentence that do not hold. `instead` is what the evidence says of it. */
export type RuleFinding = {
  kind: FindingKind
  start: number
  end: number
  instead?: string | undefined
  evidenceId?: string | undefined
}
export type Rule = (input: RuleInput) => RuleFinding[]
