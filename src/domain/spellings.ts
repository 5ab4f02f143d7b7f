/** So many letters of a word are tried as ё. */
const MOST = 8

/** Buyers write «ещё» and «еще»: both count as the second. */
export const withoutYo = (text: string): string => text.replaceAll('ё', 'е').replaceAll('Ё', 'Е')

/**
 * The longest word of a search as buyers may have written it; nearly no word has ё twice. Each spelling is found by
 * an index of pieces, a pattern with a gap for every е would not be.
 */
export function spellingsOf(search: string): string[] {
  const longest = search.split(/\s+/).reduce((best, word) => (word.length > best.length ? word : best), '')
  const plain = withoutYo(longest)
  const withOne = [...plain.matchAll(/е/gi)]
    .slice(0, MOST)
    .map(({ index }) => `${plain.slice(0, index)}ё${plain.slice(index + 1)}`)
  return [...new Set([longest, plain, ...withOne])]
}
