import { firstOf } from './reading.ts'
import { type Found, OWN, type Rule } from './rule.ts'
import { words } from './word-pattern.ts'

const ADMITS = [
  words`‹(?:признаем|признаю|признаем,?) (?:\p{L}+ ){0,3}(?:вин[уы]|нарушени|ответственност|брак)`,
  words`‹(?:берем|принимаем) на себя (?:\p{L}+ ){0,2}(?:ответственност|вин)`,
  words`‹не (?:прошел|прошла|прошли|проходил|проходит|имеет|имеют) (?:\p{L}+ ){0,1}сертификац`,
  words`‹(?:мы|нами|что|магазин|продавец) (?:\p{L}+ ){0,4}наруш(?:ил|ен)`,
  words`‹(?:мы|магазин|продавец) (?:\p{L}+ ){0,2}(?:несем|несет|понесем) (?:\p{L}+ ){0,2}ответственност`,
  words`‹(?:обязуемся|обязаны|готовы|должны) (?:\p{L}+ ){0,3}(?:неустойк|моральн~ (?:вред|ущерб)|штраф|ущерб)`,
  words`‹(?:неустойк~|моральн~ (?:вред~|ущерб~))›`,
  words`‹парти[яию] (?:\p{L}+ ){0,3}(?:бракован|дефектн|с браком|с дефект|с брак)`,
  words`‹(?:мы )?(?:об этом )?знали (?:об этом|о дефект|о брак|о проблем)~`,
  words`‹(?:об этом|о браке|о дефекте) (?:мы )?знали`,
  words`‹(?:товар~?|он[ао]?|это|продукци~) (?:\p{L}+ ){0,3}(?:не ?оригинал|контрафакт|подделк|реплик[аи]|поддельн|не сертифицирован)~`,
  words`‹(?:сертификат~|деклараци[ийю]~|документ~)› (?:\p{L}+ ){0,5}(?:нет›|отсутству|не оформл|не получа|не существ|никогда не|не было)`,
  words`‹(?:без|нет) (?:сертификат|деклараци|маркировк)~`,
  words`‹(?:товар|прибор|он|она) (?:\p{L}+ ){0,2}опас(?:ен|на|но)›`,
]
const SORRY = [
  words`‹(?:это |вина )?(?:наша (?:вина|ошибка|недоработка)|наш косяк|наш брак|наш недосмотр)›`,
  words`‹(?:мы виноваты|виноваты мы|по нашей вине|мы ошиблись|мы напутали|мы перепутали|мы неправильно)›`,
]
const NOT = words`‹(?:если|является ли|не опас|безопас|не нужен|не требуется|не подлеж)~`

/** No words that a court would read as a confession; being sorry is not one. */
export const legalAdmission: Rule = {
  id: 'legal-admission',
  quote: {
    en: 'No admission of a breach or of liability without a lawyer: regret, but do not confess.',
    zh: '未经法务不得承认违法或责任：可以致歉，但不要“认罪”。',
    ru: 'Без юриста не признавать нарушений и ответственности: сожалеть можно, признаваться — нет.',
  },
  source: OWN,
  kept: { en: 'Admits no liability.', zh: '没有承认法律责任。', ru: 'Ответственность не признаётся.' },
  reasons: {
    admits: {
      en: 'Admits a breach of law, a defective lot or liability.',
      zh: '承认违法、批次缺陷或法律责任。',
      ru: 'Признаёт нарушение закона, бракованную партию или ответственность.',
    },
    fault: {
      en: 'Takes the blame. Say that you regret it and what happens next instead.',
      zh: '承认了过错。建议改为表示遗憾并说明下一步。',
      ru: 'Берёт вину на себя. Лучше выразить сожаление и сказать, что будет дальше.',
    },
  },
  find: ({ sentences }) =>
    sentences.flatMap((sentence): Found[] => {
      if (NOT.test(sentence.text)) return []
      const admits = firstOf(sentence.text, ADMITS)
      if (admits) return [{ ...sentence.place(admits), status: 'block', reason: 'admits' }]
      const fault = firstOf(sentence.text, SORRY)
      return fault ? [{ ...sentence.place(fault), status: 'warn', reason: 'fault' }] : []
    }),
}
