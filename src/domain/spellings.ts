/** More spellings than this cost more than one pattern with gaps. */
const MOST = 12

/** Buyers write «ещё» and «еще»: both count as the second. */
export const withoutYo = (text: string): string => text.replaceAll('ё', 'е').replaceAll('Ё', 'Е')

/** A search as a LIKE pattern: what it says stands anywhere, and none of its signs is a gap. */
export const likePattern = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`

/**
 * A search as buyers may have written it, as LIKE patterns: each word without ё or with one, because nearly no word
 * has two. Whole spellings are found by an index of pieces of three letters; a gap for every е leaves it few pieces,
 * so gaps are only for long searches, which have enough of them.
 */
export function patternsOf(search: string): string[] {
  const plain = withoutYo(search)
  const words = plain.split(/(\s+)/).map(spellings)
  const count = words.reduce((product, { length }) => product * length, 1)
  if (count > MOST) return [likePattern(plain).replaceAll(/е/gi, '_')]
  const whole = words.reduce(
    (starts, ends) => starts.flatMap((start) => ends.map((end) => start + end)),
    [''],
  )
  return whole.map(likePattern)
}

function spellings(word: string): string[] {
  const withOne = [...word.matchAll(/е/gi)].map(
    ({ index }) => `${word.slice(0, index)}ё${word.slice(index + 1)}`,
  )
  return [word, ...withOne]
}
