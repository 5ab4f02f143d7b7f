import type { Category } from '../../domain/category.ts'
import type { NegativeKind, RiskFlag, Tone } from '../../domain/draft.ts'

const ANGRY =
  /(?<!\p{L})(?:безобраз|издева|позор|сколько можно|ужас|отврат|хамств|нахам|обман|охрен|оборз|офиг|обнагле|надоел|дрянь|враньё|вранье|соврал|кошмар|возмущ|беспредел|конск|с ума посход|совсем уже|это нормально|требую|задолбал|достали|как не стыдно|не стыдно|жесть|хлам|хрень|хамка|что за дела|ау(?!\p{L}))/u
const UPSET =
  /(?<!\p{L})(?:жаль|обидн|разочаров|расстро|к сожалению|печаль|грустн|опять|до сих пор|так и не|никто не|молчи|третий (?:раз|день)|нервнич|боюсь|страшн|подделк|(?:вторую|третью|четвертую) неделю|не то что|никто ничего|копипаст|ни ответа|совсем не|умираю|уже (?:неделю|две недели)|подвел)/u

type Read = { words: string; text: string; category: Category; riskFlags: readonly RiskFlag[] }

/** How the buyer speaks, by words and signs. `words` is the text folded, `text` as it was written. */
export function readTone({ words, text, category, riskFlags }: Read): Tone {
  const has = (...flags: RiskFlag[]) => flags.some((flag) => riskFlags.includes(flag))
  if (has('self_harm')) return 'upset'
  if (has('abuse')) return 'angry'
  if (has('legal_threat', 'public_threat')) return FORMAL.test(words) ? 'upset' : 'angry'
  if (category === 'thanks') return GRATEFUL.test(words) || !/\p{L}/u.test(text) ? 'grateful' : 'calm'
  const isLoud = /[!?]{2,}/.test(text) || SHOUTED.test(text)
  const kind = negativeKind({ words, text, category, riskFlags })
  if (ANGRY.test(words) || (isLoud && kind !== null)) return 'angry'
  if (UPSET.test(words) || has('health_safety')) return 'upset'
  if (category === 'complaint' || (text.includes('!') && kind !== null && !/^[^!]{0,20}!/.test(text)))
    return 'upset'
  return 'calm'
}

/** Threats in the words of a letter. */
const FORMAL = /(?<!\p{L})(?:прошу|напоминаю|придется|сообщаю|настоящим)(?!\p{L})/u
const GRATEFUL =
  /(?<!\p{L})(?:спасиб|спс(?!\p{L})|пасиб|благодар|признател|довол|рекоменд|респект|супер|отличн|огонь|молодц|понрав|восторг|обожа|счаст|хорош\p{L}+ отзыв|пять звезд|thank)|谢|❤|👍|🙏/u
/** A word of four letters and more in capitals is shouted; sizes and models are shorter or have digits. */
const SHOUTED = /(?<!\p{L})\p{Lu}{4,}(?:\s+\p{Lu}{2,})+(?!\p{L})/u

const KINDS: readonly [NegativeKind, RegExp][] = [
  [
    'price',
    /(?<!\p{L})(?:подорожал|оборзел|разниц\p{L}* верн|конск|ценник|переплат|с чего такая цена|за такие деньги|(?:цен\p{L}*|стоит)[^.?!]{0,25}(?:вырос|подня|себя не оправд|задра)|сегодня (?:уже )?(?:дешевле|\d+))/u,
  ],
  [
    'logistics',
    /(?<!\p{L})(?:застря|задерж|перенесли|не приехал|не привез|не доставил|потеряли|курьер[^.?!]{0,30}(?:не |соврал|хам|нахам|наорал|швырн|броси|груб)|(?:опять|снова) перен|обещали|просроч|долго (?:вез|едет)|никак не (?:прид|приед)|не обновляется|не (?:меняется|двигается)|stuck|delayed|(?:в пункте выдачи|на пвз)[^.?!]{0,30}(?:хам|наорал|груб|очеред)|когда приедет уже|(?:вторые|третьи) сутки)/u,
  ],
  [
    'product_quality',
    /(?<!\p{L})(?:сломал|сломан|брак|не (?:работает|включается|заряжается|играет|греет)|треснул|трещин|скол(?:ом|а|ы)?(?!\p{L})|разбит|порван|дырк|царапин|отвалил|отклеил|развалил|проржав|катыш|линя|полинял|перестал|подделк|крив(?:ая|ой|ое|ые)(?!\p{L})|не соответств|не так(?:ой|ая|ое) как|не то что (?:на фото|заказ)|совсем не то|не тот|не та(?!\p{L})|другой товар|дв[ае] разных|тряпк|дрянь|хлам|качеств\p{L}* (?:ужас|никак|плох)|умер(?:ла|ли)?(?!\p{L})|сдох|полопал|расходится|течет|потек|не держит)/u,
  ],
  [
    'service',
    /(?<!\p{L})(?:молчи|никто не (?:отвеча|пишет)|не отвечаете|отказали|отклонил|завернули|отписк|хам|копипаст|ни ответа|сколько можно|аннулировали|отменили|отвечали разное|(?:второй|третий|четвертый) раз (?:пишу|прошу|спрашиваю)|одно и то же|деньги[^.?!]{0,30}так и не|до сих пор)/u,
  ],
]

/** What a turn of discontent is about; null when nothing went wrong. */
export function negativeKind({ words, category }: Read): NegativeKind | null {
  if (category === 'defect' || category === 'missing_part') return 'product_quality'
  if (category === 'thanks' || category === 'off_topic' || category === 'fraud') return null
  const found = KINDS.find(([, sign]) => sign.test(words))?.[0]
  return found ?? (category === 'complaint' ? 'service' : null)
}
