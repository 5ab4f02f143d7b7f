/** «размер 46», «в 42 размере», «M»; a bare number could be anything. Both are normalised. */
export function namesSize(words: string, label: string): boolean {
  const escaped = label.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
  if (/^\d+$/.test(label)) {
    return new RegExp(
      `размер\\p{L}*\\s+(?:[^.?!]{0,12}\\s)?${escaped}(?!\\d)|(?<!\\d)${escaped}(?:-?\\p{L}{0,2})?\\s+размер|(?:на|нужен|надо|взять?|заказал[аи]?)\\s+${escaped}(?![\\d\\p{L}])`,
      'u',
    ).test(words)
  }
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'u').test(words)
}
