import { foldInPlace } from '../../../domain/text/fold-in-place.ts'
import { ownLetters } from '../../../domain/text/letters.ts'
import { areOtherCases, modelsOf } from '../../../knowledge/findings/other-cases.ts'
import { COMMITMENT } from '../../compose/find-promises.ts'
import { areAlike, meaningsOf } from '../matter.ts'
import type { RuleFinding, RuleInput, Source } from '../rule.ts'

const fullText = ({ saying }: Source) => `${saying.title}\n${saying.text}`

/** Beginnings of words that name a colour, a material, a season or a country: one never stands for another. */
const PROPERTIES = [
  'бел(?:ый|ая|ое|ые|ого|ой|ым|ых)|черн\\p{L}+|серый|сер(?:ая|ое|ые|ого|ой|ых)|син(?:ий|яя|ее|ие|его|ей|им|их)|голуб\\p{L}+|красн\\p{L}+|зелен\\p{L}+|желт\\p{L}+|оранжев\\p{L}+|коричнев\\p{L}+|бежев\\p{L}+|розов\\p{L}+|фиолетов\\p{L}+|сиренев\\p{L}+|бордов\\p{L}+|золот(?:ой|ая|ые|ист\\p{L}+)|серебрист\\p{L}+|молочн\\p{L}+|хаки|графитов\\p{L}+|бирюзов\\p{L}+',
  'хлоп(?:ок|к\\p{L}*)|льн\\p{L}{1,3}|л[её]н|шерст\\p{L}*|мерин\\p{L}*|шелк\\p{L}*|кож(?:а|и|у|ей|ан\\p{L}+)|замш\\p{L}*|велюр\\p{L}*|флис\\p{L}*|овчин\\p{L}*|бамбук\\p{L}*|джут\\p{L}*|полиэст\\p{L}*|вискоз\\p{L}*|эластан\\p{L}*|акрил\\p{L}*|нейлон\\p{L}*|резин\\p{L}*|силикон\\p{L}*|пластик\\p{L}*|стекл\\p{L}*|керамик\\p{L}*|керамич\\p{L}*|фарфор\\p{L}*|сталь|стал(?:и|ью|ьн\\p{L}+)|алюмин\\p{L}*|чугун\\p{L}*|дуб(?:а|ов\\p{L}+)|сосн\\p{L}*|берез\\p{L}*|бук(?:а|ов\\p{L}+)|мдф|дсп|лдсп|латун\\p{L}*|бязь|бязи|сатин\\p{L}*|байк\\p{L}*|микрофибр\\p{L}*|синтепон\\p{L}*|латекс\\p{L}*|титан\\p{L}*|медь|меди|медн\\p{L}+|пух(?:а|ом|е)?|перо|пера|пером|холлофайбер\\p{L}*|неопрен\\p{L}*|тефлон\\p{L}*|экокож\\p{L}*|мех(?:а|ом)?|бархат\\p{L}*|вельвет\\p{L}*|деним\\p{L}*|каучук\\p{L}*|полипропилен\\p{L}*|поликарбонат\\p{L}*|гипс\\p{L}*|мрамор\\p{L}*|бронз\\p{L}*|цинк\\p{L}*|тритан\\p{L}*',
  'зимн\\p{L}+|зима|летн(?:ий|яя|ее|ие|его|ей|их)|демисезон\\p{L}*|осенн\\p{L}+|весенн\\p{L}+',
  'маломер\\p{L}*|большемер\\p{L}*|размер в размер',
  'наличн\\p{L}+|картой|переводом|рассрочк\\p{L}+',
  'гусин\\p{L}+|утин\\p{L}+|овеч\\p{L}+|верблюж\\p{L}+|кроличь\\p{L}+|козь\\p{L}+',
  'автоматическ(?:ая|ий|ое|ие|ой|им|ого)|механическ(?:ая|ий|ое|ие|ой|им|ого)|гидравлическ\\p{L}+|электрическ\\p{L}+|ручн(?:ая|ой|ое|ые|ую|ого|ых)(?! клад)',
  'глянцев\\p{L}+|матов\\p{L}+',
  'лазерн\\p{L}+|струйн\\p{L}+',
  'передн\\p{L}+|задн\\p{L}+',
  'росси(?:я|и|йск\\p{L}+)|кита(?:й|я|е|йск\\p{L}+)|турци\\p{L}|турецк\\p{L}+|беларус\\p{L}|белорусск\\p{L}+|корейск\\p{L}+|корея|кореи|япони\\p{L}|японск\\p{L}+|германи\\p{L}|немецк\\p{L}+|итали(?:я|и)|итальянск\\p{L}+|вьетнам\\p{L}*|индия|индии',
].map((forms) => new RegExp(ownLetters(`(?<!\\p{L})(?:${forms})(?!\\p{L})`), 'gu'))

export function properties({ sentence, cited, about }: RuleInput): RuleFinding[] {
  const known = cited.map((source) => ({
    source,
    text: foldInPlace(source.saying.text),
    title: foldInPlace(source.saying.title),
  }))
  const own = foldInPlace(about)
  return PROPERTIES.flatMap((pattern) =>
    [...foldInPlace(sentence.text).matchAll(pattern)].flatMap((match) => {
      const isThere = (text: string) =>
        [...text.matchAll(pattern)].some(([word]) => isSameProperty(word, match[0]))
      // «Большемерят ли? — Маломерят»: what a question only asks is not said.
      const isTold = ({ text, title }: { text: string; title: string }) =>
        isThere(text) ||
        (isThere(title) &&
          !(title.endsWith('?') && !/^да(?!\p{L})/u.test(text) && new RegExp(pattern, 'u').test(text)))
      if (isThere(own) || known.some(isTold)) return []
      const other = known.flatMap(({ source, text }) => {
        const [found] = [...text.matchAll(pattern)]
        return found ? [{ id: source.id, words: found[0] }] : []
      })[0]
      const [start, end] = [match.index, match.index + match[0].length]
      return [{ kind: 'property' as const, start, end, instead: other?.words, evidenceId: other?.id }]
    }),
  )
}

const isSameProperty = (a: string, b: string) => {
  const length = Math.min(4, a.length - 1, b.length - 1)
  return a.slice(0, Math.max(3, length)) === b.slice(0, Math.max(3, length))
}

/** Where an order or a term stands; each state excludes the others. */
const STATES: [string, RegExp][] = [
  ['cancelled', /(?<!\p{L})отмен(?:[её]н(?:а|о|ы)?|ил(?:а|и)?)(?!\p{L})/gu],
  ['returned', /(?<!\p{L})(?:возвращ[её]н|возврат (?:уже )?(?:получен|принят|завершен))(?!\p{L})/gu],
  ['delivered', /(?<!\p{L})(?:(?<!условно )доставлен|получен|вручен|выдан)(?:а|о|ы)?(?!\p{L})/gu],
  [
    'waiting',
    /(?<!\p{L})(?:жд[её]т вас в пункте|ждет вас|ожидает вас|(?:уже |находится )в пункте выдачи|прибыл\p{L}? в пункт|готов\p{L}? к выдаче|можно забрать)/gu,
  ],
  [
    'preparing',
    /(?<!\p{L})(?:ожидает (?:сборки|передачи|подтвержд\p{L}+|отгрузки)|собирается|собираем|ждет передачи|в сборке|комплектуется)/gu,
  ],
  [
    'on-the-way',
    /(?<!\p{L})(?:в пути|едет|передан(?:а|о|ы)? (?:в доставку|курьеру)|отправлен(?:а|о|ы)?|уже выехал)(?!\p{L})/gu,
  ],
  ['ended', /(?<!\p{L})(?:закончил(?:ся|ась|ось)|ист[её]к(?:ла|ло)?|прошел|завершил(?:ся|ась))(?!\p{L})/gu],
  ['running', /(?<!\p{L})(?:действует|продолжается|можно до|осталось(?= \d))(?!\p{L})/gu],
]
const TERM = new Set(['ended', 'running'])

/** «в пути» is not «доставлен», «действует» is not «закончилась». Orders and computed terms only: rules speak of every state. */
export function states({ sentence, cited }: RuleInput): RuleFinding[] {
  const sources = cited.filter(({ kind }) => kind === 'order' || kind === 'computed')
  const known = sources.flatMap((source) =>
    statesIn(source.saying.text).map((state) => ({ ...state, source })),
  )
  return statesIn(sentence.text).flatMap((said) => {
    const rivals = known.filter(({ state }) => TERM.has(state) === TERM.has(said.state))
    const [rival] = rivals
    if (rivals.some(({ state }) => state === said.state)) return []
    // An order is where its facts say it is: what they leave unsaid nobody may tell.
    if (!rival)
      return sources.length === cited.length && !TERM.has(said.state)
        ? [{ kind: 'state' as const, start: said.start, end: said.end }]
        : []
    const instead = rival.source.saying.text.slice(rival.start, rival.end)
    return [
      { kind: 'state' as const, start: said.start, end: said.end, instead, evidenceId: rival.source.id },
    ]
  })
}

const statesIn = (text: string) =>
  STATES.flatMap(([state, pattern]) =>
    [...foldInPlace(text).matchAll(pattern)].map(({ index, 0: words }) => ({
      state,
      start: index,
      end: index + words.length,
    })),
  )

/** Cases that exclude each other: by hand or in the machine, before or after, defect or change of mind. */
export function otherCases({ sentence, cited, about }: RuleInput): RuleFinding[] {
  if (cited.length === 0) return []
  const all = cited.map(fullText).join('\n')
  if (!areOtherCases(sentence.text, all, { own: modelsOf(about) })) return []
  return [{ kind: 'case', start: 0, end: sentence.text.length, instead: undefined }]
}

/** Perfective first persons: «вышлем», «попросим». What goes on («отправляем») is told, not promised. */
const WILL = /(?<!\p{L})\p{L}{3,}(?:[дзлмнрстшщжв]им|шл[её]м|рн[её]м|мен[иу]м|зем|рем)(?!\p{L})/giu
const NO_PROMISE =
  /^(?:благодарим|просим|желаем|видим|храним|говорим|советуем|одним|самим|своим|твоим|моим|этим|таким|всем|совсем|затем|зимним|летним|последним|общим|находим|везем|возим|чиним|делим|ценим|помним|тем|днем|моментом|приемом|поможем|уточним)$/u

const COMMITS = new RegExp(ownLetters(COMMITMENT.source), 'giu')

/** What the shop says it will do must be said in the evidence. */
export function promises({ sentence, cited }: RuleInput): RuleFinding[] {
  const known = cited.flatMap((source) => [...meaningsOf(fullText(source))])
  const folded = foldInPlace(sentence.text)
  const found = [...folded.matchAll(COMMITS), ...folded.matchAll(WILL)]
  return found.flatMap((match) => {
    const [meaning] = meaningsOf(match[0])
    if (NO_PROMISE.test(match[0]) || meaning === undefined) return []
    if (known.some((other) => areAlike(meaning, other))) return []
    return [{ kind: 'promise' as const, start: match.index, end: match.index + match[0].length }]
  })
}
