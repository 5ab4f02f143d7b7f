import { inOwnLetters } from '../../domain/text/letters.ts'
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
  const before = heard.get(view)
  if (before) return before
  const sounds = readSounds(view)
  heard.set(view, sounds)
  return sounds
}
/** Three rules listen to the same text. */
const heard = new WeakMap<MappedText, MappedText>()
const LETTER = inOwnLetters(/\p{L}/u)

function readSounds(view: MappedText): MappedText {
  const starts: number[] = []
  const ends: number[] = []
  let text = ''
  for (let i = 0; i < view.text.length; i++) {
    const letter = view.text[i] ?? ''
    const isSign =
      letter in SIGNS && LETTER.test(view.text[i - 1] ?? '') && LETTER.test(view.text[i + 1] ?? '')
    const sound = isSign ? SIGNS[letter] : (SOUNDS[letter] ?? (/[a-z]/.test(letter) ? letter : ''))
    for (const char of sound ?? '') {
      text += char
      starts.push(view.starts[i] ?? 0)
      ends.push(view.ends[i] ?? 0)
    }
  }
  return { text, starts, ends }
}
