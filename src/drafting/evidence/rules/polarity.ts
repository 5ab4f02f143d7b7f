import type { Clause } from '../../../domain/text/clauses.ts'
import { deniedVerb, plainVerb } from '../../../knowledge/findings/claims.ts'
import { weightOf } from '../../../knowledge/findings/concepts.ts'
import type { PlacedFact } from '../../../knowledge/findings/facts.ts'
import { asks, denies, hasDenial, isElliptic } from '../denials.ts'
import { areAlike, covered, likeness, type Matter, matterAt, meaningsOf } from '../matter.ts'
import { readBareNumbers } from '../names.ts'
import type { RuleFinding, RuleInput, Source } from '../rule.ts'
import { type Saying, segmentAt } from '../saying.ts'
import { wordsOf } from './values.ts'

type Said = { topic: string; sense: string; isPositive: boolean; start: number; end: number; matter: Matter }

const clauseMeanings = ({ text }: Saying, { start, end }: Clause) => meaningsOf(text.slice(start, end))

/** So much more like must a claim of the other side be than one of the same side. */
const MARGIN = 0.4
/** What the evidence's claim names of its own must be named here too, the more the better. */
const COVERED = 0.4
/** From here on two claims speak of the same. */
const ALIKE = 0.7

/**
 * Yes and no: «подходит» is carried by «подходит», not by «не подходит»; what is denied must be denied in the evidence.
 * Of the evidence's claims the one whose words are most like the sentence's decides.
 */
export function polarity({ sentence, cited, given }: RuleInput): RuleFinding[] {
  const known = cited.flatMap((source) => claimsOf(source.saying).map((claim) => ({ source, claim })))
  const denied = known.flatMap(({ claim }) => (claim.isPositive ? [] : [claim.sense]))
  const said = [...claimsOf(sentence), ...plainClaims(sentence, denied)]
  /** What another claim of the sentence repeats is no rival of this one: «кабеля нет» in «режим есть, кабеля нет». */
  const isRepeated = ({ claim: rival }: { claim: Said }, by: Said, like: number): boolean =>
    said.some(
      (other) =>
        other !== by &&
        other.isPositive === rival.isPositive &&
        areComparable(other, rival) &&
        likeness(other.matter, rival.matter, given) + bonus(other, rival) >= like,
    )
  return said.flatMap((claim): RuleFinding[] => {
    const scored = [...known, ...plainKnown(cited, claim)]
      .filter((one) => areComparable(claim, one.claim))
      .map((one) => ({
        ...one,
        like:
          likeness(claim.matter, one.claim.matter, given) +
          COVERED * covered(one.claim.matter, claim.matter, given) +
          bonus(claim, one.claim),
      }))
      .toSorted((a, b) => b.like - a.like)
    const same = scored.find((one) => one.claim.isPositive === claim.isPositive)
    const other = scored.find(
      (one) => one.claim.isPositive !== claim.isPositive && !isRepeated(one, claim, one.like),
    )
    const isOverruled =
      other &&
      other.like >= ALIKE &&
      other.like - (same?.like ?? 0) >= MARGIN &&
      (other.claim.isPositive ||
        isMeant(other.claim.matter, claim.matter) ||
        isAsked(other.source.saying, claim.matter)) &&
      !isOfOtherCase(sentence, claim, other)
    const isUnheard =
      !claim.isPositive &&
      !known.some((one) => isDenial(one.claim, claim, given)) &&
      !cited.some(({ saying }) => isDeniedByName(saying, claim)) &&
      !isHeard(sentence, claim, cited)
    const isBold = MUST_BE_SAID.has(claim.topic) && (!same || same.like < LEAST)
    if (!isOverruled && !isUnheard && !isBold) return []
    return [
      {
        kind: claim.isPositive ? 'polarity' : 'negation',
        start: claim.start,
        end: claim.end,
        instead: other && wordsOf(other.source, other.claim),
        evidenceId: other?.source.id,
      },
    ]
  })
}

/** «пока заказ не передан» against «после передачи», «для двух отверстий» where the sentence names none. */
function isOfOtherCase(sentence: Saying, said: Said, { source, claim }: { source: Source; claim: Said }) {
  const [a, b] = [conditionOf(sentence, said), conditionOf(source.saying, claim)]
  const isApart =
    a.size > 0 && b.size > 0 && ![...a].some((one) => [...b].some((other) => areAlike(one, other)))
  const counted = (saying: Saying, { start, end }: { start: number; end: number }) =>
    readBareNumbers(saying.text.slice(start, end), []).map(({ value }) => value)
  const clause = source.saying.clauses.find(({ start, end }) => claim.start < end && start < claim.end)
  const numbers = clause ? counted(source.saying, clause) : []
  const own = counted(sentence, { start: 0, end: sentence.text.length })
  const itself =
    clause &&
    /(?<!\p{L})сам(?:а|о|и)? (\p{L}{3,})/iu.exec(source.saying.text.slice(clause.start, clause.end))?.[1]
  // «Сам матрас не стирается» says nothing of its cover.
  if (
    itself &&
    ![...meaningsOf(itself)].some((one) =>
      [...meaningsOf(sentence.text)].some((other) => areAlike(one, other)),
    )
  )
    return true
  return isApart || (!claim.isPositive && numbers.length > 0 && !numbers.some((one) => own.includes(one)))
}

const CONDITION = /(?<!\p{L})(?:если|пока|когда|после|до|при|в случае) (?:[^,.:;—]+)/giu
/** Meanings of the conditions in the sentence of a claim, «!» before those that are denied. */
function conditionOf(
  { text, segments }: Saying,
  { start, end }: { start: number; end: number },
): Set<string> {
  const at = segments.find((one) => start < one.end && end > one.start)?.sentence
  const all = segments.filter(({ sentence }) => sentence === at)
  const own = text.slice(all[0]?.start ?? 0, all.at(-1)?.end ?? 0)
  return new Set(
    [...own.matchAll(CONDITION)].flatMap(([words]) => {
      const mark = /(?<!\p{L})(?:не|нет|без)(?!\p{L})/iu.test(words) ? '!' : ''
      return [...meaningsOf(words)].map((one) => mark + one)
    }),
  )
}

/** A denial speaks of its own words: «батарейки не входят» denies no brush. */
function isMeant({ own }: Matter, said: Matter): boolean {
  const weigh = (meanings: string[]) => meanings.reduce((sum, meaning) => sum + weightOf(meaning), 0)
  const meant = [...own].filter((one) => [...said.near.keys()].some((other) => areAlike(one, other)))
  return weigh(meant) >= weigh([...own]) / 2
}

/** The question, answered with no, is all but said again. */
const isAsked = ({ title }: Saying, { near }: Matter): boolean => {
  const asked = [...meaningsOf(title)]
  const said = asked.filter((one) => [...near.keys()].some((other) => areAlike(one, other)))
  return asked.length >= 2 && said.length >= ASKED * asked.length
}
const ASKED = 0.75

const isDenial = (known: Said, said: Said, given: ReadonlySet<string>): boolean =>
  !known.isPositive &&
  likeness(said.matter, known.matter, given) >= LEAST &&
  (known.sense === 'answer' || known.sense === said.sense || isNear(known.matter, said.matter, given))

/** Denied in another form: «без сои» carries «сои нет», «только для Android» carries «для iOS нет». */
function isHeard(sentence: Saying, { start, end }: Said, cited: readonly Source[]): boolean {
  const segment = segmentAt(sentence, start, end)
  const words = sentence.text.slice(segment?.start, segment?.end)
  if (segment && asks(segment.words)) return true
  return cited.some(
    ({ saying }) =>
      denies(saying, words) || (segment !== undefined && isElliptic(segment) && hasDenial(saying)),
  )
}

/** «… но не для пола» denies without a verb. */
const isDeniedByName = ({ text }: Saying, { matter }: Said): boolean =>
  [...text.matchAll(/(?<!\p{L})не (?:для|во?|на|со?|к|под|от|из|по) ([^,.;:]+)/giu)].some(([, words = '']) =>
    [...meaningsOf(words)].some((one) =>
      [...matter.near].some(([other, weight]) => weight === 1 && areAlike(one, other)),
    ),
  )

/** The denial itself names what is denied, or nothing: the question alone makes no two denials one. */
const isNear = ({ own }: Matter, said: Matter, given: ReadonlySet<string>): boolean => {
  const telling = [...own].filter((one) => ![...given].some((other) => areAlike(one, other)))
  return (
    telling.length === 0 || telling.some((one) => [...said.near.keys()].some((other) => areAlike(one, other)))
  )
}

const LEAST = 0.3
/** Free, waterproof, genuine: nobody may conclude it. */
const MUST_BE_SAID = new Set(['free', 'waterproof', 'genuine'])

const bonus = (a: Said, b: Said) => (a.sense === b.sense ? 0.3 : 0)

function claimsOf(saying: Saying): Said[] {
  return saying.facts.flatMap((fact) =>
    fact.kind === 'claim' && !isNoClaim(saying.text, fact) ? [saidOf(saying, fact)] : [],
  )
}

/** «небольшой» denies nothing, and what must be bought apart is not called for. */
const isNoClaim = (text: string, { start, end, topic, clause }: PlacedFact & { kind: 'claim' }): boolean =>
  AS_MUCH.test(text.slice(0, start)) ||
  NO_PREFIX.test(text.slice(start, end)) ||
  (topic === 'need' && /(?<!\p{L})(?:отдельно|докуп)/iu.test(text.slice(clause.start, clause.end)))
const NO_PREFIX =
  /^не(?: (?:поздн|раньш|бол|мен|выш|ниж|дольш|дальш|тяж|ранее)|больш|плох|дорог|высок|давн|мног|слож|тяж[её]л|обычн)/iu

/** «как можно дольше» allows nothing. */
const AS_MUCH = /(?<!\p{L})как $/iu

function saidOf(saying: Saying, fact: PlacedFact & { kind: 'claim' }): Said {
  const { topic, sense, isPositive, start, end } = fact
  const matter = fact.answersQuestion
    ? { ...matterAt({ ...saying, segments: [] }, fact), own: meaningsOf(saying.title) }
    : { ...matterAt(saying, fact, deniedVerb(fact) !== undefined), own: ownOf(saying, fact) }
  return { topic, sense, isPositive, start, end, matter }
}

/** Of the clause, without the word that claims where it is one of the known ones: «теряется» names nothing. */
function ownOf(saying: Saying, fact: PlacedFact & { kind: 'claim' }): Set<string> {
  const own = clauseMeanings(saying, deniedPart(saying, fact))
  if (deniedVerb(fact) !== undefined) return own
  for (const meaning of meaningsOf(saying.text.slice(fact.start, fact.end))) own.delete(meaning)
  return own
}

/** «стирайте при 30 °C и не сушите в машине»: the second half alone is denied. */
function deniedPart({ text }: Saying, { clause, start }: PlacedFact): Clause {
  const and = text.slice(clause.start, start + 3).search(/\sи не\s/iu)
  return and < 0 ? clause : { ...clause, start: clause.start + and }
}

/** Verbs that the evidence denies, plain in the sentence: «работает» where «не работает» stands. */
function plainClaims(saying: Saying, senses: readonly string[]): Said[] {
  return [...new Set(senses)].flatMap((sense) => plainIn(saying, sense))
}

/** The other way round: the sentence denies a verb that the evidence says plainly. */
function plainKnown(cited: readonly Source[], { isPositive, sense }: Said) {
  if (isPositive) return []
  return cited.flatMap((source) => plainIn(source.saying, sense).map((claim) => ({ source, claim })))
}

const plainIn = (saying: Saying, sense: string): Said[] =>
  saying.clauses.flatMap((clause: Clause) => {
    const found = plainVerb(clause, sense)
    if (!found) return []
    const { topic, isPositive, start, end } = found
    const matter = { ...matterAt(saying, found, true), own: clauseMeanings(saying, clause) }
    return [{ topic, sense, isPositive, start, end, matter }]
  })

/** Senses that answer one question in different words. */
const KIN = [
  ['exist', 'include', 'answer', 'accept'],
  ['may', 'answer', 'accept', 'fit'],
  ['need', 'answer'],
]

/** «можно суммировать» and «не суммируются»: a verb that one denies is what the other allows. */
function areComparable(a: Said, b: Said): boolean {
  if (a.topic !== b.topic) return a.sense === 'answer' || b.sense === 'answer'
  if (a.topic !== 'yes' || a.sense === b.sense) return true
  if (KIN.some((group) => group.includes(a.sense) && group.includes(b.sense))) return true
  return names(a.matter, b.sense) || names(b.matter, a.sense)
}

function names({ near }: Matter, verb: string): boolean {
  const meanings = meaningsOf(verb)
  return [...near.keys()].some(
    (one) => areAlike(one, verb) || [...meanings].some((other) => areAlike(one, other)),
  )
}
