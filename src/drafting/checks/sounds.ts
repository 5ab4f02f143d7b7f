import type { MappedText } from '../../domain/text/mapped-text.ts'

const SOUNDS: Record<string, string> = Object.fromEntries(
  [...'абвгдеёзийклмнопрстуфхцчшщыэюя'].map((letter, i) => [
    letter,
    [...'abvgdee'].concat('z', 'i', 'i', [...'klmnoprstufhc'], 'ch', 'sh', 'sh', 'y', 'e', 'u', 'a')[i] ?? '',
  ]),
)
const SIGNS: Record<string, string> = {
  '@': 'a',
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '€': 'e',
  $: 's',
  '!': 'i',
  '+': 't',
}

/**
 * The letters of a text as Latin sounds, everything else left out, so that one spelling of a name covers both
 * alphabets, spaces and signs between its letters. The places are those of the original.
 */
export function soundsOf(view: MappedText): MappedText {
  const starts: number[] = []
  const ends: number[] = []
  let text = ''
  for (let i = 0; i < view.text.length; i++) {
    const letter = view.text[i] ?? ''
    const isSign =
      letter in SIGNS && /\p{L}/u.test(view.text[i - 1] ?? '') && /\p{L}/u.test(view.text[i + 1] ?? '')
    const sound = isSign ? SIGNS[letter] : (SOUNDS[letter] ?? (/[a-z]/.test(letter) ? letter : ''))
    for (const char of sound ?? '') {
      text += char
      starts.push(view.starts[i] ?? 0)
      ends.push(view.ends[i] ?? 0)
    }
  }
  return { text, starts, ends }
}
