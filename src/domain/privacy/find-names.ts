import { givenName } from '../text/given-names.ts'
import type { Found } from './found.ts'

const WORD = /\p{Lu}[\p{Ll}]+(?:-\p{Lu}[\p{Ll}]+)?|\p{Lu}{2,}(?:-\p{Lu}{2,})?/gu
const PATRONYMIC =
  /(?:[оеё]вич|[ьи]ич|ович|евич|овн|евн|ичн|иничн)(?:а|у|ем|ом|е|ы|ой|ою|и)?$|(?:оглы|кызы)$/iu
const SURNAME =
  /(?:[оеё]в|[иы]н|ск(?:ий|ой|ая|ого|ому|им|ую)|цк(?:ий|ой|ая|ого|ому|им|ую)|енко|чук|щук|юк|ян|швили|дзе|их|ых|ук|ич|ко|ец)$|(?:[оеё]в|[иы]н)(?:а|ой|у|ым|ом|е|ы)$/iu
const INITIALS = /^\s?\p{Lu}\.\s?\p{Lu}\./u
const INITIALS_BEFORE = /\p{Lu}\.\s?\p{Lu}\.\s?$/u
/** Endings of cases taken off to find «Марии», «Ивану», «Сергеем» among the given names. */
const CASE_ENDINGS: [RegExp, string[]][] = [
  [/(?:ии|ию|ией)$/u, ['ия']],
  [/(?:ы|е|у|ой)$/u, ['а', '']],
  [/(?:и|е|ю|ей)$/u, ['я', 'ь', 'й', 'а']],
  [/(?:а|у|ом|е)$/u, ['']],
  [/(?:я|ю|ем|е)$/u, ['й', 'ь', 'я']],
]

/** Who a name is said to be of: what follows it is a person, also where no list knows the name. */
const PERSON_BEFORE =
  /(?<!\p{L})(?:зовут|фио|ф\.\s?и\.\s?о\.?|на имя|получател\p{L}*|покупател\p{L}*|клиентк?\p{L}{0,3}|заказчи[кц]\p{L}*|менеджер\p{L}{0,3}|оператор\p{L}{0,3}|курьер\p{L}{0,3}|гражданин\p{L}{0,2}|гражданк\p{L}{1,2}|заявлени\p{L} от|заказ(?:ал|ала|ывал|ывала)|с уважением)[\s:,—-]{1,4}$/iu
const LATIN_PERSON =
  /(?<=(?:(?<!\p{L})(?:[Mm]y (?:full )?name(?: is|:)|[Nn]ame:|[Rr]ecipient(?: is|:)?|[Rr]egards,|[Ss]incerely,|[Пп]олучатель:?|ФИО:?)|收件人[是::]?|姓名[是::]?|我叫|我是)\s{0,2})\p{Lu}[\p{Ll}'-]+(?:\s\p{Lu}[\p{Ll}'-]+){1,2}(?!\p{L})/gu
const CHINESE_PERSON = /(?<=(?:收件人[是::]?|姓名[是::]?|我叫)\s?)\p{Script=Han}{2,4}(?=[\s,,。.!!??]|$)/gu

type Word = { text: string; start: number; end: number }

/** Full names: two or three of surname, given name, patronymic beside each other, or a surname with initials. */
export function findNames(text: string): Found[] {
  const found: Found[] = [...inOtherScripts(text), ...inSmallLetters(text)]
  for (const run of runsOf(text)) {
    const named = run.map((word) => ({
      word,
      given: isGiven(word.text),
      patronymic: word.text.length > 4 && PATRONYMIC.test(word.text),
      surname: word.text.length > 3 && SURNAME.test(word.text),
    }))
    for (let i = 0; i < named.length; i++) {
      const here = named[i]
      if (!here) continue
      const parts = named.slice(i, i + 3)
      const length = lengthOfName(parts)
      const last = parts[length - 1]
      if (length > 1 && last) {
        found.push({ kind: 'name', start: here.word.start, end: last.word.end })
        i += length - 1
        continue
      }
      const person = personBefore(named.slice(i), text)
      if (person) {
        found.push({ kind: 'name', start: here.word.start, end: person.end })
        break
      }
      if (!here.surname) continue
      const after = INITIALS.exec(text.slice(here.word.end))
      const before = INITIALS_BEFORE.exec(text.slice(Math.max(0, here.word.start - 7), here.word.start))
      if (after) found.push({ kind: 'name', start: here.word.start, end: here.word.end + after[0].length })
      else if (before) {
        found.push({ kind: 'name', start: here.word.start - before[0].length, end: here.word.end })
      }
    }
  }
  return found
}

type Part = { given: boolean; patronymic: boolean; surname: boolean }

/**
 * A person that is announced: two or three words of which one looks like a part of a name, or a surname alone. A given
 * name alone stays: a reply may call a buyer by it.
 */
function personBefore(parts: (Part & { word: Word })[], text: string): Word | undefined {
  const first = parts[0]
  if (!first) return undefined
  if (!PERSON_BEFORE.test(text.slice(Math.max(0, first.word.start - 30), first.word.start))) return undefined
  const name = parts.slice(0, 3)
  if (name.length === 1) return first.surname && !first.given ? first.word : undefined
  return name.some((part) => part.given || part.patronymic || part.surname) ? name.at(-1)?.word : undefined
}

/** «соколов андрей викторович»: in small letters only a given name with its patronymic is sure to be one. */
function inSmallLetters(text: string): Found[] {
  const words = [...text.matchAll(/\p{Script=Cyrillic}+/gu)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }))
  const isBeside = (left: Word, right: Word) => /^[ \u00a0]{1,2}$/.test(text.slice(left.end, right.start))
  const isSurname = (word: Word) => word.text.length > 3 && SURNAME.test(word.text)
  return words.flatMap((given, i): Found[] => {
    const patronymic = words[i + 1]
    if (!patronymic || !/^\p{Ll}/u.test(patronymic.text) || !isBeside(given, patronymic)) return []
    if (patronymic.text.length < 5 || !PATRONYMIC.test(patronymic.text) || !isGiven(given.text)) return []
    const [before, after] = [words[i - 1], words[i + 2]]
    const first = before && isBeside(before, given) && isSurname(before) ? before : given
    const isLast = first === given && after && isBeside(patronymic, after) && isSurname(after)
    return [{ kind: 'name', start: first.start, end: (isLast ? after : patronymic).end }]
  })
}

const inOtherScripts = (text: string): Found[] =>
  [LATIN_PERSON, CHINESE_PERSON].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({
      kind: 'name' as const,
      start: match.index,
      end: match.index + match[0].length,
    })),
  )

/** How many words from the first one on make a full name; 0 when they do not. */
function lengthOfName([a, b, c]: Part[]): number {
  if (!a || !b) return 0
  if (c && a.given && b.patronymic && (c.surname || !c.given)) return c.surname ? 3 : 2
  if (c && b.given && c.patronymic) return 3
  if (a.given && b.patronymic) return 2
  if (a.given && b.surname && !b.given) return 2
  if (a.surname && b.given && !a.given) return c?.patronymic ? 3 : 2
  return 0
}

/** Capitalised Cyrillic words that stand beside each other with spaces only between them. */
function runsOf(text: string): Word[][] {
  const runs: Word[][] = []
  for (const match of text.matchAll(WORD)) {
    if (!/\p{Script=Cyrillic}/u.test(match[0])) continue
    if (/\p{L}/u.test(text[match.index - 1] ?? ' ')) continue
    if (/\p{L}/u.test(text[match.index + match[0].length] ?? ' ')) continue
    const word = { text: match[0], start: match.index, end: match.index + match[0].length }
    const run = runs.at(-1)
    const previous = run?.at(-1)
    if (run && previous && /^[ \u00a0]{1,2}$/.test(text.slice(previous.end, word.start))) run.push(word)
    else runs.push([word])
  }
  return runs
}

function isGiven(word: string): boolean {
  const lower = word.toLowerCase()
  if (givenName(lower)) return true
  return CASE_ENDINGS.some(([ending, bases]) => {
    if (!ending.test(lower)) return false
    const stem = lower.replace(ending, '')
    return (
      stem.length > 1 &&
      (bases.some((base) => givenName(stem + base) !== undefined) || givenName(withVowel(stem)) !== undefined)
    )
  })
}

/** The vowel that the other cases drop: «Павлом» is of «Павел», «Льву» of «Лев». */
const withVowel = (stem: string) => stem.replace(/ь?(\p{L})$/u, 'е$1')
