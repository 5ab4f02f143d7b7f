import { readWords, type Word } from '../../domain/text/clauses.ts'
import { isVerb, meaningOf } from '../../knowledge/findings/concepts.ts'
import { isSame } from '../../knowledge/findings/matter.ts'
import { areOtherCases } from '../../knowledge/findings/other-cases.ts'
import { type Saying, type Segment, segmentAt } from './saying.ts'

/** What a place in a text is about: meanings with how near they stand, 1 in its own segment. */
export type Matter = {
  near: Map<string, number>
  /** Meanings of its own segment only. */
  own: Set<string>
  sentence: string
  label: string | undefined
}

const OWN = 1
const NAMED = 0.8
/** The first sentence answers the question; what follows says more. */
const NAMED_LATER = 0.4
/** «если брак подтвердится»: the case in which it holds. */
const CONDITION = 0.8
const ASIDE = 0.35
/** What has a value of its own is of another one. */
const BESIDE = 0.25
/** «тент держит 3000 мм водяного столба, дно — 5000 мм»: what is left unsaid is that of the part before. */
const INHERITED = 0.7

/** Parties tell one number from another («на складе магазина»), though they are in every second answer. */
const PARTY: [RegExp, string][] = [
  [/^(?:ozon|озон\p{L}*)$/u, '@ozon'],
  [/^(?:магазин\p{L}*|продав\p{L}+)$/u, '@shop'],
  [/^(?:покупател\p{L}+)$/u, '@buyer'],
  [/^курьер\p{L}*$/u, '@courier'],
]
/** Words that here mean how long a charge lasts, not how long it takes. */
const RUNTIME = /^(?:работы|работа|заряд(?:а|е|ом)?|подзаряд\p{L}*)$/u
const CONDITIONAL = /^\s*(?:а |но |и )?(?:если|при|когда|пока|в случае|после|до|без)(?!\p{L})/iu
const NUMERAL = /^\p{N}/u
const WITHOUT = /^(?:без|кроме)$/u
const DENIAL = /^(?:не|нет|ни)$/u

type Span = { start: number; end: number }

/** The matter of a place: the words of its segment, without its own unless kept, the rest of its sentence, the title. */
export function matterAt(saying: Saying, place: Span, keepsOwn = false): Matter {
  const segment = segmentAt(saying, place.start, place.end)
  const near = new Map<string, number>()
  const own = new Set<string>()
  const isOwnWord = (word: Word) =>
    word.start < place.end && word.end > place.start && (!keepsOwn || NUMERAL.test(word.word))
  const add = (words: readonly Word[], weight: number, mark = '') => {
    for (const word of words) {
      if (isOwnWord(word)) continue
      // A number of another part is a value of its own, no matter of this one.
      if (weight === ASIDE && NUMERAL.test(word.word)) continue
      const isLacking = weight === OWN && WITHOUT.test(words[words.indexOf(word) - 1]?.word ?? '')
      for (const token of tokensOf(word.word)) {
        if (weight === OWN) own.add(token)
        const name = (isLacking ? '!' : mark) + token
        near.set(name, Math.max(near.get(name) ?? 0, weight))
      }
    }
  }
  const whole = segment && wholeBefore(saying, segment)
  for (const other of saying.segments) {
    if (other === segment || other.sentence !== segment?.sentence) continue
    // «24 месяца, после вскрытия — 6 месяцев»: what has a value of its own is no case of another.
    const isCondition = CONDITIONAL.test(textOf(saying, other)) && !hasValue(saying, other)
    const isDenied = isCondition && other.words.some(({ word }) => DENIAL.test(word))
    const weight = isCondition
      ? CONDITION
      : other === whole
        ? INHERITED
        : hasValue(saying, other)
          ? BESIDE
          : ASIDE
    add(other === whole ? inheritedFrom(saying, other, segment) : other.words, weight, isDenied ? '!' : '')
  }
  const ofOthers = new Set(
    saying.segments.flatMap((other) =>
      other !== segment && hasValue(saying, other) ? other.words.flatMap(({ word }) => tokensOf(word)) : [],
    ),
  )
  // What the question names and another value of the answer takes for itself is not of this one.
  const asked = titleWords(saying).filter(({ word }) => !tokensOf(word).some((one) => ofOthers.has(one)))
  add(asked, segment?.sentence === 0 ? NAMED : NAMED_LATER)
  add(segment?.words ?? [], OWN)
  return { near, own, sentence: sentenceOf(saying, segment), label: labelIn(saying, segment) }
}

/** «на инструмент» of «гарантия на инструмент — 2 года, на аккумулятор — год», «горячее» of «горячее — 12 часов, холодное — 24»: in its place stands another. */
function inheritedFrom({ text }: Saying, { words, start, end }: Segment, { words: own }: Segment): Word[] {
  const [first] = own
  const at = first ? words.findIndex(({ word }) => word === first.word) : -1
  if (first && PREPOSITION.test(first.word)) {
    const from = at < 0 ? words.length : at
    return words.filter((_, i) => i <= from || i > from + 1 + Number(isAdjective(words[from + 1])))
  }
  // «Наполнитель: пух 80 %, перо 20 %»: the label stays.
  const after = start + text.slice(start, end).indexOf(':')
  const named = words.findIndex(
    (word) => word.start > after && meaningIn(word.word) !== undefined && !NUMERAL.test(word.word),
  )
  return words.some(({ word }) => isVerb(word)) ? [...words] : words.filter((_, i) => i !== named)
}
const PREPOSITION = /^(?:на|для|у|с|со|в|во|при|после|до|от|из)$/u
const isAdjective = (word: Word | undefined) =>
  /(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ую|юю|ых|их)$/u.test(word?.word ?? '')

/** The part before one that has no verb of its own and only names another thing and its value. */
export function wholeBefore({ segments }: Saying, segment: Segment): Segment | undefined {
  const before = segments[segments.indexOf(segment) - 1]
  const isShort = segment.words.length <= 7 && !segment.words.some(({ word }) => isVerb(word))
  return isShort && before?.sentence === segment.sentence ? before : undefined
}

const hasValue = ({ facts }: Saying, { start, end }: Segment) =>
  facts.some((fact) => fact.kind === 'quantity' && fact.start < end && start < fact.end)

/** Places of the title are before the text. */
const titleWords = ({ title }: Saying): Word[] => readWords(title, -1 - title.length)
const textOf = ({ text }: Saying, { start, end }: Segment) => text.slice(start, end)

function sentenceOf({ text, segments }: Saying, segment: Segment | undefined): string {
  const all = segments.filter(({ sentence }) => sentence === segment?.sentence)
  return text.slice(all[0]?.start ?? 0, all.at(-1)?.end ?? 0)
}

/** Meanings of a folded word; names and numbers as they are. */
function tokensOf(word: string): string[] {
  if (/^[a-z]|^\p{N}/u.test(word)) return [word]
  const party = PARTY.find(([pattern]) => pattern.test(word))?.[1]
  const meaning = party ?? meaningIn(word)
  return meaning === undefined ? [] : [meaning]
}

/** «постирать» is to wash, «прогладить» to iron: a perfective prefix hides the concept. */
function meaningIn(word: string): string | undefined {
  if (RUNTIME.test(word)) return 'runtime'
  const root = ROOTS.find(([, pattern]) => pattern.test(word))?.[0]
  if (root !== undefined) return root
  const meaning = meaningOf(word)
  const bare = /^(?:по|про|вы|за)(\p{L}{4,})$/u.exec(word)?.[1]
  const concept = bare === undefined || isConcept(meaning) ? undefined : meaningOf(bare)
  return isConcept(concept) ? concept : meaning
}
/** Roots that change within themselves, so that no stemmer makes them one: pairs of aspect, verb and noun. */
const ROOTS: [string, RegExp][] = [
  ['снять', /^(?:сним|снять|снято|снят|съем)/u],
  ['нанести', /^(?:нанес|нанос)/u],
  ['класть', /^(?:полож|клад|класть|влож|вклад)/u],
  ['течь', /^(?:проте(?:ч|к)|подтек|теч(?:ь|ет)|теку)/u],
  ['беременность', /^беремен/u],
  ['молоть', /^(?:смел|мел(?:ет|ют|ешь)|моло|помол|перемал)/u],
  ['резать', /^(?:реж|реза|нареж|нареза|разреза)/u],
  ['сохнуть', /^(?:высох|сохн|просох|просуш|высуш|суш)/u],
  ['греть', /^(?:грет|грее|нагре|прогре|подогре|разогре)/u],
  ['dispatch', /^пересыл/u],
  ['wash', /^(?:промы|промой|вымы|вымой|помы|помой|отмы|отмой)/u],
  ['забрать', /^(?:забер|забир|забра)/u],
  ['упаковк', /^(?:пакет|упаков|пачк)/u],
  ['exchange', /^(?:меня(?:ем|ют|ет|ть)|обменива|заменя|замен)/u],
  ['телефон', /^(?:телефон|звон|позвон|созвон)/u],
  ['вода', /^(?:намок|промок|промок|мокр)/u],
  ['floor', /^(?:подним|подня|подъем)/u],
  ['genuine', /^(?:подлинн|оригинал|настоящ)/u],
  ['shrink', /^(?:сесть$|села?$|усад|садит|сяд)/u],
  ['кипеть', /^(?:кипят|кипи|вскип|закип)/u],
  ['видеть', /^(?:вид(?:ит|ят|еть)|увид)/u],
  ['упасть', /^(?:упа(?:д|л|с)|пад(?:а(?:ет|ют|ть|л)|ени))/u],
]
const isConcept = (meaning: string | undefined) => meaning !== undefined && /^[a-z-]+$/.test(meaning)

const LABEL = /(?<!\p{L})размер\p{L}* (\d{2}(?:[-–]\d{2})?|[XSML]{1,4})(?![\p{L}\p{N}])/u
function labelIn({ text, title }: Saying, segment: Segment | undefined): string | undefined {
  const own = segment ? text.slice(segment.start, segment.end) : ''
  return LABEL.exec(own)?.[1] ?? LABEL.exec(text)?.[1] ?? LABEL.exec(title)?.[1]
}

/** How much two places are about the same: what both name, the nearer the more; less where their cases exclude each other. */
export function likeness(a: Matter, b: Matter, given: ReadonlySet<string>): number {
  let sum = 0
  for (const [meaning, weight] of a.near) {
    const twin = [...b.near].find(([other]) => areAlike(meaning, other))
    // What the whole conversation is about tells nothing apart.
    const value = [...given].some((one) => areAlike(one, meaning)) ? 0.2 : 1
    if (twin) sum += Math.min(weight, twin[1]) * value
  }
  if (areOtherCases(a.sentence, b.sentence)) sum -= 2
  if (isWithAndWithout(a, b) || isWithAndWithout(b, a)) sum -= 1.5
  if (a.label && b.label && a.label.replace('–', '-') !== b.label.replace('–', '-')) sum -= 3
  return sum
}

/** The share of a place's own words that the other side names too; 0 where it has none. */
export function covered({ own }: Matter, other: Matter, given: ReadonlySet<string>): number {
  const telling = [...own].filter((one) => ![...given].some((known) => areAlike(one, known)))
  const named = telling.reduce((sum, one) => {
    const twin = [...other.near].find(([known]) => areAlike(one, known))
    return sum + (twin?.[1] ?? 0)
  }, 0)
  return telling.length === 0 ? 0 : named / telling.length
}

/** «без кейса» against «с кейсом» */
const isWithAndWithout = (a: Matter, b: Matter): boolean =>
  [...a.near].some(
    ([one, weight]) =>
      weight === OWN && one.startsWith('!') && [...b.own].some((other) => areAlike(one.slice(1), other)),
  )

/** One meaning, or two forms of a word: «прогреть» and «прогревать», «гладить» and «погладить». */
export function areAlike(a: string, b: string): boolean {
  if (isSame(a, b)) return true
  if (a.startsWith('!') !== b.startsWith('!')) return false
  // «автоотключение» and «отключится»
  if (isInside(a, b) || isInside(b, a)) return true
  if (isLasting(a, b) || isLasting(b, a) || withoutFleeting(a) === withoutFleeting(b)) return true
  const [bareA, bareB] = [withoutPrefix(a), withoutPrefix(b)]
  return (bareA !== a || bareB !== b) && isSame(bareA, bareB)
}
const isInside = (short: string, long: string) =>
  short.length >= 6 && long.length >= short.length + 3 && /^[а-я]+$/u.test(short) && long.includes(short)
/** «смывать» and «смыть», «открывать» and «открыть» */
const isLasting = (a: string, b: string) => {
  const base = /^([а-я]{2,}[ыиеау])ва$/u.exec(a)?.[1]
  return base !== undefined && (b === base || b === `${base}т` || b === `${base}л`)
}
/** «чехол» and «чехла», «ремень» and «ремня»: the vowel comes and goes. */
const withoutFleeting = (word: string) =>
  word.length >= 4 ? word.replace(/([^аеиоуыэюя])[ое]([^аеиоуыэюяьй])$/u, '$1$2') : word
const withoutPrefix = (word: string) => /^(?:по|про|вы|за)([а-я]{4,})$/u.exec(word)?.[1] ?? word

const MOST_KNOWN = 5_000
const known = new Map<string, readonly string[]>()

/** The meanings of the words of a text, in a set of the caller's own; one text is asked for by many rules. */
export function meaningsOf(text: string): Set<string> {
  const before = known.get(text)
  if (before) return new Set(before)
  if (known.size >= MOST_KNOWN) known.clear()
  const meanings = new Set(readWords(text).flatMap(({ word }) => meaningIn(word) ?? []))
  known.set(text, [...meanings])
  return meanings
}
