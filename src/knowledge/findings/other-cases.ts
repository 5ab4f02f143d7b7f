import { foldInPlace } from '../../domain/text/fold-in-place.ts'
import { inOwnLetters } from '../../domain/text/letters.ts'
import { type Quantity, readQuantities } from '../../domain/text/quantities.ts'

/** Cases that exclude each other: what is said of one is not said of the other. */
const ALTERNATIVES: [RegExp, RegExp][] = [
  [/(?<!\p{L})(?:брак\p{L}*|неисправ\p{L}*|дефект\p{L}*|сломал\p{L}*|слома\p{L}*|поломк\p{L}*|недостат(?:ок|ком|ки)|гарантийн\p{L}+ случа\p{L}+)/u, /(?<!\p{L})(?:надлежащего|(?<!не)исправн\p{L}*|не подош\p{L}*|не подойд\p{L}*|не понрав\p{L}*|передума\p{L}*|отказ\p{L}*|без дефект\p{L}*)/u],
  [/(?<!\p{L})(?:вскрыт\p{L}*|распаков\p{L}*|без упаковки|открыт\p{L}*)/u, /(?<!\p{L})(?:закрыт\p{L}+|в упаковке|запечатан\p{L}*|невскрыт\p{L}*|нераспаков\p{L}*|нераспечатан\p{L}*|в пл[её]нке|(?:упаковка|пачка|пл[её]нка|пломба) (?:цел\p{L}+|не (?:вскрыт|наруш|снят|порван)\p{L}*)|цел(?:а|ая|ой|ую))(?!\p{L})/u],
  [/(?<!\p{L})(?:пл[её]нк\p{L} снят\p{L}|без пл[её]нки)/u, /(?<!\p{L})в пл[её]нке/u],
  [/(?<!\p{L})больш(?:ая|ой|ую|ое|ие|их|ом)(?!\p{L})/u, /(?<!\p{L})(?:мал(?:ая|ой|ый|ую|ое|ые|ых)|маленьк\p{L}+|небольш\p{L}+|средн\p{L}+)(?!\p{L})/u],
  [/(?<!\p{L})(?:одн(?:а|ой|ого)|один|кажд\p{L}{2,3})(?!\p{L})/u, /(?<!\p{L})(?:комплект(?:а|ы)?|набор(?:а|ы)?)(?!\p{L})/u],
  [/(?<!\p{L})верхн\p{L}+/u, /(?<!\p{L})нижн\p{L}+/u],
  [/(?<!\p{L})передн\p{L}+/u, /(?<!\p{L})задн\p{L}+/u],
  [/(?<!\p{L})внутренн\p{L}+/u, /(?<!\p{L})(?:внешн\p{L}+|наружн\p{L}+)/u],
  [/(?<!\p{L})самовывоз\p{L}*/u, /(?<!\p{L})курьер\p{L}*/u],
  [/(?<!\p{L})(?:розниц\p{L}+|розничн\p{L}+)/u, /(?<!\p{L})(?:опт(?:ом|а|у)?|оптов\p{L}+)(?!\p{L})/u],
  [/(?<!\p{L})(?:по|в рамках) гаранти\p{L}+/u, /(?<!\p{L})(?:после|вне|без) гаранти\p{L}+/u],
  [/(?<!\p{L})при возврате/u, /(?<!\p{L})при получении/u],
  [/(?<!\p{L})(?:вручную|руками|ручн\p{L}+ стирк\p{L}+)/u, /(?<!\p{L})(?:в (?:стиральной )?машин\p{L}+|машинн\p{L}+|посудомо\p{L}+)/u],
  [/(?<!\p{L})в будни(?!\p{L})/u, /(?<!\p{L})(?:в выходные|выходн\p{L}+ дн\p{L}+|в субботу|в воскресенье)/u],
  [/(?<!\p{L})до (?:отправки|получения|покупки|оплаты)/u, /(?<!\p{L})после (?:отправки|получения|покупки|оплаты)/u],
  [/(?<!\p{L})(?:пости|сти)ра\p{L}+/u, /(?<!\p{L})(?:вы)?суш(?:ит|ить|ат|ка|ки|ке)(?!\p{L})/u],
  [/(?<!\p{L})мужск\p{L}+/u, /(?<!\p{L})женск\p{L}+/u],
  [/(?<!\p{L})включ[её]нн\p{L}+/u, /(?<!\p{L})(?:отключ[её]нн|выключенн)\p{L}+/u],
  [/(?<!\p{L})гаранти\p{L} (?:ещ[её] )?действует|(?<!\p{L})действует гаранти\p{L}|пока действует/u, /(?<!\p{L})(?:после окончания гарант\p{L}+|гаранти\p{L} (?:уже )?(?:закончил|ист[её]к)\p{L}*)/u],
  [/(?<!\p{L})детск\p{L}+/u, /(?<!\p{L})взросл\p{L}+/u],
  [/(?<!\p{L})электроник\p{L}+|(?<!\p{L})техник\p{L}+/u, /(?<!\p{L})одежд\p{L}+|(?<!\p{L})обув\p{L}+/u],
  [/(?<!\p{L})(?:fbo|фбо)(?!\p{L})/u, /(?<!\p{L})(?:rfbs|рфбс)(?!\p{L})/u],
  [/(?<!\p{L})(?:fbs|фбс)(?!\p{L})/u, /(?<!\p{L})(?:rfbs|рфбс)(?!\p{L})/u],
  [/(?<!\p{L})(?:fbo|фбо)(?!\p{L})/u, /(?<!\p{L})(?:fbs|фбс)(?!\p{L})/u],
  [/(?<!\p{L})по (?:москве|городу)(?!\p{L})/u, /(?<!\p{L})по (?:област\p{L}|регион\p{L}+|росси\p{L})(?!\p{L})/u],
] // biome-ignore format: pairs read best side by side
const COMPILED = ALTERNATIVES.map(([one, other]) => [inOwnLetters(one), inOwnLetters(other)] as const)

/** What a saying tells of its case. */
type Case = {
  /** Of each pair of alternatives: 1 = the one, 2 = the other, 3 = both, 0 = neither. */
  alternatives: number[]
  /** What its first line, the question, measures. */
  asked: Quantity[]
  models: Set<string>
}

const IS_SCHEME = ALTERNATIVES.map(([one]) => one.source.includes('fb'))

/**
 * Whether two sayings speak of cases that exclude each other, or of different models («V8», «V10»). A model of `own` is
 * what both speak of: that the other names «FB2» tells nothing, «V10» beside «V8» does.
 */
export function areOtherCases(
  a: string,
  b: string,
  { ignoreSchemes = false, own = NO_MODELS }: { ignoreSchemes?: boolean; own?: ReadonlySet<string> } = {},
): boolean {
  const [left, right] = [caseOf(a), caseOf(b)]
  const isApart = left.alternatives.some((side, i) => {
    if (ignoreSchemes && IS_SCHEME[i]) return false
    return side + (right.alternatives[i] ?? 0) === 3 && (side === 1 || side === 2)
  })
  if (isApart || areOtherQuantities(left.asked, right.asked)) return true
  const named = [...right.models].map(nameOf)
  const models = [...left.models].filter((one) => !own.has(one) || named.includes(nameOf(one)))
  return models.length > 0 && right.models.size > 0 && !models.some((one) => right.models.has(one))
}
const nameOf = (model: string): string => model.replace(/\d+$/u, '')
const NO_MODELS: ReadonlySet<string> = new Set()

const MOST_KNOWN = 5_000
const known = new Map<string, Case>()

/** One saying meets many others. */
function caseOf(saying: string): Case {
  const before = known.get(saying)
  if (before) return before
  if (known.size >= MOST_KNOWN) known.clear()
  const folded = foldInPlace(saying)
  const read: Case = {
    alternatives: COMPILED.map(([one, other]) => (one.test(folded) ? 1 : 0) + (other.test(folded) ? 2 : 0)),
    asked: readQuantities(saying.slice(0, saying.indexOf('\n') + 1)),
    models: modelsOf(saying),
  }
  known.set(saying, read)
  return read
}

/** Asked of other quantities, «лампочка 10 Вт» and «лампочка 5 Вт». */
const areOtherQuantities = (asked: Quantity[], others: Quantity[]): boolean =>
  asked.some(({ dimension, from }) => {
    const same = others.filter((one) => one.dimension === dimension)
    return same.length > 0 && same.every((one) => one.from !== from)
  })

/** «iPhone 15», «V10», «Вихрь 300»: a name with a number, folded. */
export function modelsOf(text: string): Set<string> {
  const found =
    text.match(
      /(?<![\p{L}\p{N}])(?:[A-Za-z]{1,12}[ -]?\d{1,4}(?!\d|[ ]?(?:г|кг|см|мм|Вт|мА|ГБ|руб|₽|%))|(?<=[^.!?…]\s)\p{Lu}\p{Script=Cyrillic}{2,} \d{1,4}(?!\d|[–-]\d|\s?(?:г|кг|см|мм|Вт|мА|ГБ|руб|₽|%|дн|мес|час)))(?!\p{L})/gu,
    ) ?? []
  return new Set(found.map((name) => foldInPlace(name).replace(/[ -]/g, '')))
}
