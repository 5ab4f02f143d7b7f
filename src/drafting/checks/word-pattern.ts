import { ownLetters } from '../../domain/text/letters.ts'

/**
 * A pattern of Russian words, since JavaScript's `\b` and `\w` do not see Cyrillic: `‹` and `›` are the beginning and
 * the end of a word, `~` is the rest of a word, `…` is up to 40 characters inside the sentence. Matched against
 * unmasked text (lower case, `е` for `ё`).
 */
export function words({ raw }: TemplateStringsArray, ...values: string[]): RegExp {
  return new RegExp(wordSource({ raw } as TemplateStringsArray, ...values), 'u')
}

/** The same as a piece to put into other patterns. */
export function wordSource({ raw }: TemplateStringsArray, ...values: string[]): string {
  return ownLetters(
    String.raw({ raw }, ...values)
      .replaceAll('‹', '(?<![\\p{L}\\p{N}])')
      .replaceAll('›', '(?![\\p{L}\\p{N}])')
      .replaceAll('~', '\\p{L}*')
      .replaceAll('…', '[^.!?\\n]{0,40}?'),
  )
}
