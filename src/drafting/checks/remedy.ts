import type { Trilingual } from '../../domain/draft.ts'
import { mayApprove } from '../../domain/procedure.ts'
import { REMEDIES, type Remedy } from '../../domain/remedy.ts'
import { normalise } from '../../domain/text/normalise.ts'
import { type CheckContext, OWN, type Rule } from './rule.ts'
import { wordSource, words } from './word-pattern.ts'

/** The shop itself as the one who acts: «мы вернём», «компенсируем», not «Ozon возвращает деньги». */
const MONEY = '(?:деньг|денег|средств|стоимост|сумм|руб|₽|оплат)\\p{L}*'
const GIVE = wordSource`‹(?:дадим|добавим|переведем|накинем|зачислим|доплатим|предлагаем|предоставляем|предоставим|сделаем|предложим|оформим|пришлем|вышлем|отправим|подарим|дарим|начислим|готовы (?:дать|предоставить|сделать|предложить|подарить|начислить)|можем (?:дать|предоставить|сделать|предложить|подарить)|вас ждет|получите|положим)›`
const WE_GIVE = wordSource`‹(?:дадим|даем|дам|дарим|подарим|подарю|добавим|добавляем|переведем|накинем|закинем|скинем|зачислим|начислим|начисляем|доплатим|выплатим|заплатим|платим|предлагаем|предложим|предоставляем|предоставим|сделаем|сделаю|делаем|оформим|пришлем|пришлю|вышлем|отправим|положим|вложим|кладем|вручим|презентуем|готовы (?:\p{L}+ ){0,2}(?:дать|предоставить|сделать|предложить|подарить|начислить|вернуть|выплатить|перевести|отправить|компенсировать|доплатить)|можем (?:\p{L}+ ){0,2}(?:дать|предоставить|сделать|предложить|подарить|начислить|вернуть|выплатить|перевести|доплатить)|хотим (?:\p{L}+ ){0,2}(?:дать|предоставить|сделать|предложить|подарить|начислить|вернуть)|вас ждет|ждет|получите|получаете|примите|держите|ловите|с нас|от нас|за нами|за наш счет|вам полагается|полагается|причитается)›`
const GIFTS = wordSource`‹(?:компенсаци|подар(?:ок|к|оч)|презент|комплимент|бонус|сюрприз|денежн|кэшб|кешб|приз(?:а|ы|ом)?›|вознагражд|неустойк|моральн|извинительн|плюшк|мерч)~`
const OFFERS: readonly (readonly [Remedy, RegExp])[] = [
  ['compensation', words`${WE_GIVE}…${GIFTS}`],
  [
    'compensation',
    words`${GIFTS}…‹(?:с нас|от нас|за нами|за наш счет|уже в пути|в знак|ждет|положим|вышлем|начислим|переведем|подарим|дарим|вручим)~`,
  ],
  [
    'compensation',
    words`‹(?:в знак|в качестве|как) (?:извинени|компенсаци|благодарности|сожалени)~…‹(?:дарим|подар|верн|начисл|примите|вышл|отправ|скид|бонус|переве|рубл)~`,
  ],
  [
    'compensation',
    words`‹(?:верн(?:ем|у)|переведем|перечислим|скинем|кинем|зачислим|отдадим|возвратим|доплатим|заплатим|выплатим)›…(?:‹(?:половин|часть|треть|четверть|сверху|процент)~|\d+ ?(?:%|процент|руб|₽|р›))`,
  ],
  [
    'compensation',
    words`‹(?:компенсац|возмещени|выплат)~ (?:\p{L}+ ){0,3}(?:гарантир|обещаем|оформим|выплатим|предусмотр|положен|одобр|согласован)~`,
  ],
  [
    'compensation',
    words`‹(?:закроем|покроем|погасим|возьмем на себя)› (?:\p{L}+ ){0,3}‹(?:расход|убыт|стоимост|ущерб|затрат|ремонт|доставк)~`,
  ],
  [
    'coupon',
    words`${WE_GIVE}…‹(?:скидк|скидочк|промокод|купон|(?:подарочн~ )сертификат|сертификат на (?:\d|сумм|покупк|скидк|следующ))~`,
  ],
  ['coupon', words`‹(?:для вас|вам|ваша|персональн~) (?:\p{L}+ ){0,2}‹(?:скидк|скидочк|промокод|купон)~`],
  [
    'coupon',
    words`‹(?:скидк|скидочк|промокод|купон)~…‹(?:для вас|специально|персональн|лично вам|на следующ|от нас|в подарок|с нас|ваша›|за нами)~`,
  ],
  [
    'price_adjustment',
    words`‹(?:снизим|опустим|сбросим|уступим|скинем|пересчитаем|уменьшим)› (?:\p{L}+ ){0,3}(?:цен|стоимост|до \d|\d|рубл)~`,
  ],
  ['price_adjustment', words`‹(?:верн|возмест|компенсир|доплат|перевед|покро)~…‹(?:разниц|переплат)~`],
  ['price_adjustment', words`‹(?:верн|возмест|компенсир|доплат)~›…‹разниц~`],
  ['price_adjustment', words`‹(?:снизим|пересчитаем|уменьшим) (?:для вас |вам )?(?:цен|стоимост)~`],
  [
    'compensation',
    words`‹(?:компенсируем|возместим|выплатим|(?:готовы|можем|обязуемся|обязаны) (?:вам )?(?:компенсировать|возместить|выплатить|заплатить)|оплатим|заплатим|кэшбэк~|кешбэк~)›`,
  ],
  ['compensation', words`${GIVE}…‹(?:компенсаци|подар(?:ок|ки|ка)›|бонус|сюрприз|денежн|кэшбэк|приз)~?`],
  ['compensation', words`‹в подарок›…‹(?:положим|добавим|отправим|вышлем|получите)›`],
  ['compensation', words`‹(?:подарим|дарим|начислим)›(?!…(?:ozon|озон))`],
  ['compensation', words`‹дадим (?:вам )?\d+ ?(?:руб|₽|р›)`],
  [
    'compensation',
    words`‹(?:верн(?:ем|у)|вернуть|возвратим)›…‹(?:половин~|часть|\d+ ?(?:%|процент|руб|₽))~?`,
  ],
  ['coupon', words`${GIVE}…‹(?:скидк|промокод|купон|подарочн~ сертификат)~`],
  [
    'compensation',
    words`‹(?:перекин|перебро(?:с|ш)|отправ|пришл|вышл|накин)(?:ем|им|у|ю)›…\d+ ?(?:руб|₽|р›|тысяч)`,
  ],
  [
    'compensation',
    words`‹(?:бухгалтери|магазин|менеджер)~ (?:\p{L}+ ){0,2}‹(?:перечисл|перевед|верн|выплат|начисл|компенсир)(?:ит|ет|ует)›…\d`,
  ],
  [
    'compensation',
    words`‹(?:част[ьи] (?:цены|стоимости|суммы)|\d+ ?(?:%|процент\p{L}*))[^.!?]{0,25}?‹(?:магазин |мы |вам )*(?:верн|возмест|компенсир)(?:ет|ем|ит|им|у|ует|уем)›`,
  ],
  ['coupon', words`‹(?:по|ваш|наш) промокод~`],
  [
    'reshipment',
    words`‹(?:до)?(?:отправим|вышлем|пришлем)›…‹(?:бесплатно|за наш счет|повторно|еще раз|вместо)›`,
  ],
  ['coupon', words`‹(?:дарим|даем|сделаем) (?:вам )?скидк~`],
  ['refund', words`‹(?:верн(?:ем|у)|перечислим|переведем|отправим)›…${MONEY}`],
  ['refund', words`‹${MONEY}[^.!?]{0,15}?‹(?:вернем|перечислим|переведем)›`],
  ['exchange', words`‹(?:заменим|обменяем|поменяем)›`],
  ['repair', words`‹(?:отремонтируем|починим|почин(?:ит|ят)|отремонтиру(?:ет|ют))›`],
  [
    'reshipment',
    words`‹(?:до)?(?:отправим|вышлем|пришлем|доложим|дошлем)›…‹(?:нов|недостающ|замен|запасн|крышк|детал|ручк|комплект|бесплатн|повторн|еще од)~`,
  ],
]
/** The marketplace acts, a question is asked, somebody refuses. */
const NOT_OURS = words`‹(?:ozon|озон)~? (?:\p{L}+ ){0,2}(?:верн|возвра|компенсир|возмест|начисл|дарит)`
const REFUSES = words`‹(?:нельзя|невозможно|не (?:предусмотр~|полага~|предлагаем|делаем|сделаем|даем|дарим|выплачиваем|предоставим|предусматрива~|компенсируем|возмещаем|можем|сможем|дадим|подарим|вернем|заменим|предоставляем|начислим))`

const REMEDY_NAMES: Record<Remedy, Trilingual> = {
  exchange: { en: 'an exchange', zh: '换货', ru: 'замена' },
  refund: { en: 'a refund', zh: '退款', ru: 'возврат денег' },
  reshipment: { en: 'a re-shipment', zh: '补发', ru: 'повторная отправка' },
  repair: { en: 'a repair', zh: '维修', ru: 'ремонт' },
  compensation: { en: 'compensation or a gift', zh: '补偿或赠品', ru: 'компенсация или подарок' },
  coupon: { en: 'a discount or coupon', zh: '折扣或优惠券', ru: 'скидка или купон' },
  price_adjustment: { en: 'a price adjustment', zh: '差价调整', ru: 'изменение цены' },
}

/** Nothing is promised that the case's procedure does not allow. */
export const remedy: Rule = {
  id: 'remedy',
  quote: {
    en: 'A reply promises only the remedies that the procedure of this case allows.',
    zh: '回复只能承诺该类情况流程允许的补救措施。',
    ru: 'Ответ обещает только то, что позволяет порядок для этого случая.',
  },
  source: OWN,
  kept: {
    en: 'Promises no more than is allowed.',
    zh: '没有超出允许范围的承诺。',
    ru: 'Лишнего не обещает.',
  },
  reasons: Object.fromEntries(
    REMEDIES.flatMap((name): [string, Trilingual][] => {
      const { en, zh, ru } = REMEDY_NAMES[name]
      return [
        [
          name,
          {
            en: `Promises ${en}, which this case does not provide for. Only an admin may approve it.`,
            zh: `承诺了${zh}，而该情况的流程不包含此项。只有管理员可以批准。`,
            ru: `Обещано: ${ru}. Для этого случая такое не предусмотрено; одобрить может только администратор.`,
          },
        ],
        [
          `${name}:lead`,
          {
            en: `Promises ${en}: in this case a lead or an admin approves that.`,
            zh: `承诺了${zh}：此类情况须由主管或管理员批准。`,
            ru: `Обещано: ${ru}. В этом случае одобряет старший сотрудник или администратор.`,
          },
        ],
        [
          `${name}:admin`,
          {
            en: `Promises ${en}: in this case an admin approves that.`,
            zh: `承诺了${zh}：此类情况须由管理员批准。`,
            ru: `Обещано: ${ru}. В этом случае одобряет администратор.`,
          },
        ],
      ]
    }),
  ),
  find: ({ sentences }, { remedies }) =>
    sentences.flatMap((sentence) => {
      for (const { name, match } of offersIn(sentence.text)) {
        const verdict = verdictOn(name, remedies)
        if (verdict) return [{ ...sentence.place(match), ...verdict }]
      }
      return []
    }),
}

/** What one sentence, normalised, has the shop give. */
function offersIn(sentence: string): { name: Remedy; match: RegExpExecArray }[] {
  if (NOT_OURS.test(sentence) || REFUSES.test(sentence)) return []
  return OFFERS.flatMap(([name, pattern]) => {
    const match = pattern.exec(sentence)
    return match ? [{ name, match }] : []
  })
}

/** Whether a sentence, as the shop wrote it, offers to put things right. */
export const offersRemedy = (sentence: string): boolean => offersIn(normalise(sentence)).length > 0

/** Undefined for what may be promised. While nobody is about to approve, what somebody may approve is only warned of. */
function verdictOn(
  name: Remedy,
  { allowed, isFromProcedure, role }: CheckContext['remedies'],
): { status: 'warn' | 'block'; reason: string } | undefined {
  const approver = allowed.find(({ remedy }) => remedy === name)?.approver
  // Where no procedure speaks, a person may still decide it.
  if (!approver) return { status: isFromProcedure && role !== 'admin' ? 'block' : 'warn', reason: name }
  if (mayApprove(role ?? 'agent', approver)) return undefined
  return { status: role ? 'block' : 'warn', reason: `${name}:${approver}` }
}
