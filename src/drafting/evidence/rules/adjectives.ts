import { readWords, type Word } from '../../../domain/text/clauses.ts'
import { areAlike, meaningsOf } from '../matter.ts'
import type { RuleFinding, RuleInput } from '../rule.ts'

const ADJECTIVE = /^\p{L}{3,}(?:[ыио]й|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ым|им|ой|ей|ую|юю|ых|их|ыми|ими)$/u
/** They praise, count, compare or frame, and tell no thing from another. */
const EMPTY =
  /^(?:обычн|стандартн|нов[ыоа]|полн[ыоа]|хорош|лучш|отличн|удобн|легк|больш|маленьк|небольш|нужн|нашего|наш|ваш|свой|сво|эт|так|как|котор|люб|кажд|друг|сам|весь|все|всего|втор|перв|трет|последн|следующ|рабоч|календарн|ближайш|возможн|данн|указанн|выбранн|заказанн|полученн|отдельн|разн|подобн|похож|точн|общ|основн|специальн|дополнительн|самостоятельн|интересующ|бумажн$)/u

/**
 * The same thing with another adjective: «утиный пух» where «гусиный пух» stands, «на влажную кожу» where «на сухую
 * кожу» does. An adjective that the evidence, the product's name and the question know is no other one.
 */
export function adjectives({ sentence, cited, given, about }: RuleInput): RuleFinding[] {
  const known = cited.map((source) => ({
    source,
    pairs: pairsIn(readWords(`${source.saying.title}. ${source.saying.text}`)),
    all: [...meaningsOf(`${source.saying.title} ${source.saying.text}`)],
  }))
  const told = [...given, ...meaningsOf(about), ...known.flatMap(({ all }) => all)]
  return pairsIn(readWords(sentence.text)).flatMap(({ adjective, noun }): RuleFinding[] => {
    const [meaning] = meaningsOf(adjective.word)
    const [thing] = meaningsOf(noun.word)
    if (meaning === undefined || thing === undefined || told.some((one) => areAlike(one, meaning))) return []
    for (const { source, pairs } of known) {
      const rival = pairs.find((pair) => [...meaningsOf(pair.noun.word)].some((one) => areAlike(one, thing)))
      if (rival)
        return [
          {
            kind: 'property',
            start: adjective.start,
            end: noun.end,
            instead: `${rival.adjective.word} ${rival.noun.word}`,
            evidenceId: source.id,
          },
        ]
    }
    return []
  })
}

function pairsIn(words: readonly Word[]): { adjective: Word; noun: Word }[] {
  return words.flatMap((adjective, i) => {
    if (!isAdjective(adjective.word)) return []
    const noun = words.slice(i + 1, i + 3).find(({ word }) => !isAdjective(word))
    return noun && noun.word.length >= 3 && !/\p{N}/u.test(noun.word) ? [{ adjective, noun }] : []
  })
}

const isAdjective = (word: string) => ADJECTIVE.test(word) && !EMPTY.test(word) && !NO_ADJECTIVE.test(word)
/** Nouns and numbers with the endings of adjectives. */
const NO_ADJECTIVE =
  /^(?:стельк|доставк|покупател|случа|кра|чай|клей|музе|трамва|здани|наличи|услови|описани|издели|врем|дн[ея]|недел|стиральн|посудомоечн|пищев|картой|водой|рукой|мукой|ногой|силой|стороной|частой|скидкой|упаковкой|\p{L}+(?:кой|стью|ией|ией|ний|тий)$)/u
