import { firstOf } from './reading.ts'
import { COMMUNICATION, type Rule } from './rule.ts'
import { words } from './word-pattern.ts'

const MARKET = '(?:ozon|озон\\p{L}*|площадк\\p{L}*|маркетплейс\\p{L}*)'
const OTHERS = `(?:${MARKET}|курьер\\p{L}*|служб\\p{L}* доставки|поддержк\\p{L}*|пункт\\p{L}* выдачи|пвз|склад\\p{L}* (?:ozon|озона)|логист\\p{L}*|конкурент\\p{L}*|друг\\p{L}+ (?:продав|магаз)\\p{L}*|остальн\\p{L}+ (?:продав|магаз)\\p{L}*|у других)`
const BAD =
  '(?:ужасн|отвратительн|кошмар|безобраз|бардак|хаос|халтур|хлам|барахл|мусор|подделк|подделыва|паль|фальшив|обман|дур(?:ят|и)|мошенни|воруют|крад|безрук|криворук|разбил|сломал|испортил|потерял|перепутал|помял|раздавил|вечн\\p{L}+ бед|вечно|плох(?:о|ая) работа|ничего не реша|не умеют|не способн|бесполезн|некомпетентн|развалит|третьесорт|дешев\\p{L}+ (?:хлам|копи|подел)|как всегда|из рук вон|никуда не годит|толку (?:от них )?(?:ноль|нет)|опять (?:вс[её] )?(?:запута|перепута|потеря|слома|напута)|запутал|никто ничего не|сидят роботы|не работает как надо|швыря|кида(?:ет|ют) (?:короб|посыл)|отписк|дер[е]т|грабит|обдира|наплевать|плевать|тормоз|бестолков|плохо (?:работ|хран|упаков|доставл)|работа(?:ет|ют) (?:\\p{L}+ ){0,2}плохо|медлит|жадн|хуже (?:всех|некуда)|позор)'
const PATTERNS = [
  words`‹${OTHERS}[^.!?]{0,60}?‹${BAD}`,
  words`‹${BAD}[^.!?]{0,50}?‹${OTHERS}`,
  words`‹(?:вин(?:а|оват[ыао]?)|по вине)›…‹${MARKET}`,
  words`‹${MARKET}…‹(?:виноват[ыао]?|вина)›`,
]
/** What a buyer told, a defect looked at, no judgement. */
const NEUTRAL = words`‹(?:если|в случае|при повреждени~|не несет|сообщите|проверьте|чтобы)›`

/** No running down of Ozon, couriers, competitors and their goods. */
export const disparagement: Rule = {
  id: 'disparagement',
  quote: {
    en: 'No running down of Ozon, other sellers or competitors.',
    zh: '不得贬低 Ozon、其他卖家或竞争对手。',
    ru: 'Не отзываться плохо об Ozon, других продавцах и конкурентах.',
  },
  source: COMMUNICATION,
  kept: { en: 'Runs nobody down.', zh: '没有贬低他人。', ru: 'Никого не порочит.' },
  reasons: {
    disparages: {
      en: 'Runs down the marketplace, its staff or other sellers.',
      zh: '贬低了平台、其员工或其他卖家。',
      ru: 'Плохо отзывается о площадке, её сотрудниках или других продавцах.',
    },
  },
  find: ({ sentences }) =>
    sentences.flatMap((sentence) => {
      const match = firstOf(sentence.text, PATTERNS)
      if (!match || NEUTRAL.test(sentence.text)) return []
      return [{ ...sentence.place(match), status: 'block', reason: 'disparages' }]
    }),
}
