import type { Topic } from './topics.ts'

/**
 * How a complaint sounds, on folded text of one clause. `says` are complaints in themselves, `about` with `ill` only
 * together: a thing and what is bad about it. `unless` lets the clause pass.
 */
export type TopicRule = {
  topic: Topic
  says?: RegExp
  about?: RegExp
  ill?: RegExp
  unless?: RegExp
  /** A matter of taste: no complaint in a sentence that praises. */
  isMild?: boolean
  /** Only in a short answer to «what was bad», or where the stretch is about faults. */
  inFaults?: RegExp
}

/** Beginnings of words. JavaScript's `\b` does not see Cyrillic. */
export const starts = (alternatives: string): RegExp => new RegExp(`(?<!\\p{L})(?:${alternatives})`, 'u')
