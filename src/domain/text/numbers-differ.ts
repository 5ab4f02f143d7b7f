/** Whether two texts name different numbers in digits; order and grouping of thousands do not matter. */
export function numbersDiffer(a: string, b: string): boolean {
  return numbersOf(a).join(' ') !== numbersOf(b).join(' ')
}

function numbersOf(text: string): string[] {
  const plain = text
    .normalize('NFKC')
    .replace(/(?<=\d)[\s\u00a0](?=\d{3}(?!\d))/gu, '')
    .replace(/(?<=\d),(?=\d{3}(?!\d))/gu, '')
    .replace(/(?<=\d),(?=\d)/gu, '.')
  return [...new Set(plain.match(/\d+(?:\.\d+)?/g) ?? [])].sort()
}
