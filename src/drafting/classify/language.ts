/** The language of a text by its letters: good enough to tell Russian from the rest. `und` without letters. */
export function detectLanguage(text: string): string {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0
  const han = count(/\p{Script=Han}/gu)
  const cyrillic = count(/\p{Script=Cyrillic}/gu)
  const latin = count(/\p{Script=Latin}/gu)
  const letters = count(/\p{L}/gu)
  if (letters === 0) return 'und'
  // A Chinese character says about as much as three letters.
  if (han * 3 > cyrillic + latin) return 'zh'
  if (cyrillic * 2 >= latin) return 'ru'
  return latin * 2 >= letters ? 'en' : 'und'
}
