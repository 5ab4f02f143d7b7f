import type { Clause } from '../../../domain/text/clauses.ts'
import { deniedVerb, plainVerb } from '../../../knowledge/findings/claims.ts'
import { weightOf } from '../../../knowledge/findings/concepts.ts'
import type { PlacedFact } from '../../../knowledge/findings/facts.ts'
import { areAlike, likeness, type Matter, matterAt, meaningsOf } from '../matter.ts'
import type { RuleFinding, RuleInput, Source } from '../rule.ts'
import type { Saying } from '../saying.ts'
import { wordsOf } from './values.ts'

type Said = { topic: string; sense: string; isPositive: boolean; start: number; end: number; matter: Matter }

const clauseMeanings = ({ text }: Saying, { start, end }: Clause) => meaningsOf(text.slice(start, end))

/** So much more like must a claim of the other side be than one of the same side. */
const MARGIN = 0.4
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
  return said.flatMap((claim): RuleFinding[] => {
    const scored = [...known, ...plainKnown(cited, claim)]
      .filter((one) => areComparable(claim, one.claim))
      .map((one) => ({
        ...one,
        like: likeness(claim.matter, one.claim.matter, given) + bonus(claim, one.claim),
      }))
      .toSorted((a, b) => b.like - a.like)
    const same = scored.find((one) => one.claim.isPositive === claim.isPositive)
    const other = scored.find((one) => one.claim.isPositive !== claim.isPositive)
    const isOverruled =
      other &&
      other.like >= ALIKE &&
      other.like - (same?.like ?? 0) >= MARGIN &&
      (other.claim.isPositive || isMeant(other.claim.matter, claim.matter))
    const isUnheard = !claim.isPositive && !known.some((one) => isDenial(one.claim, claim, given))
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

/** A denial speaks of its own words: «батарейки не входят» denies no brush. */
function isMeant({ own }: Matter, said: Matter): boolean {
  const weigh = (meanings: string[]) => meanings.reduce((sum, meaning) => sum + weightOf(meaning), 0)
  const meant = [...own].filter((one) => [...said.near.keys()].some((other) => areAlike(one, other)))
  return weigh(meant) >= weigh([...own]) / 2
}

const isDenial = (known: Said, said: Said, given: ReadonlySet<string>): boolean =>
  !known.isPositive && likeness(said.matter, known.matter, given) >= LEAST

const LEAST = 0.3
/** Free, waterproof, genuine: nobody may conclude it. */
const MUST_BE_SAID = new Set(['free', 'waterproof', 'genuine'])

const bonus = (a: Said, b: Said) => (a.sense === b.sense ? 0.3 : 0)

function claimsOf(saying: Saying): Said[] {
  return saying.facts.flatMap((fact) =>
    fact.kind === 'claim' && !AS_MUCH.test(saying.text.slice(0, fact.start)) ? [saidOf(saying, fact)] : [],
  )
}

/** «как можно дольше» allows nothing. */
const AS_MUCH = /(?<!\p{L})как $/iu

function saidOf(saying: Saying, fact: PlacedFact & { kind: 'claim' }): Said {
  const { topic, sense, isPositive, start, end } = fact
  const matter = fact.answersQuestion
    ? { ...matterAt({ ...saying, segments: [] }, fact), segment: saying.title }
    : { ...matterAt(saying, fact, deniedVerb(fact) !== undefined), own: clauseMeanings(saying, fact.clause) }
  return { topic, sense, isPositive, start, end, matter }
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
