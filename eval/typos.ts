import { seededRandom } from './statistics.ts'

const LETTERS = 'абвгдежзийклмнопрстуфхцчшщъыьэюя'
const SLIPS = ['swap', 'drop', 'double', 'wrong'] as const

/** The text with one slip of the finger in one of its longer words: two letters swapped, one dropped, doubled or wrong. */
export function withTypo(text: string, seed: number): string {
  const random = seededRandom(seed)
  const words = [...text.matchAll(/\p{L}{4,}/gu)]
  const word = words[Math.floor(random() * words.length)]
  if (!word) return text
  const at = word.index + 1 + Math.floor(random() * (word[0].length - 2))
  const [letter = '', next = ''] = [text[at], text[at + 1]]
  const slip = SLIPS[Math.floor(random() * SLIPS.length)] ?? 'drop'
  const wrong = LETTERS[Math.floor(random() * LETTERS.length)] ?? ''
  const typed = { swap: next + letter, drop: next, double: letter + letter + next, wrong: wrong + next }
  return text.slice(0, at) + typed[slip] + text.slice(at + 2)
}
