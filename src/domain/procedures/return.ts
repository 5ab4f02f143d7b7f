import type { ProcedureContent } from '../procedure.ts'
import { helps, needs } from './questions.ts'
import { say, step, stepFor } from './texts.ts'

const HOW_TO_APPLY = step(
  'Заявку покупатель создаёт сам: «Личный кабинет → Заказы → выбранный заказ → Вернуть товар».',
  '买家自行提交申请：“个人中心 → 订单 → 所选订单 → 退货”。',
  'The buyer files the request: “My account → Orders → the order → Return”.',
)
const BY_SCHEME = [
  stepFor(
    ['FBO'],
    'Заказ со склада Ozon: заявку рассматривает, товар принимает и деньги возвращает Ozon. Магазин объясняет порядок и ничего не решает за Ozon.',
    'Ozon 仓订单：由 Ozon 审核申请、收货并退款。店铺只说明流程，不代 Ozon 决定。',
    'From Ozon’s warehouse: Ozon considers the request, takes the goods and returns the money. The shop explains the way and decides nothing for Ozon.',
  ),
  stepFor(
    ['FBS'],
    'Заказ со склада магазина, доставка Ozon: заявку рассматривает магазин, товар покупатель сдаёт в пункт выдачи Ozon по коду возврата.',
    '店铺仓发货、Ozon 配送：由店铺审核申请，买家凭退货码将商品交到 Ozon 取货点。',
    'From the shop’s warehouse, delivered by Ozon: the shop considers the request, the buyer hands the goods in at an Ozon pickup point with the return code.',
  ),
  stepFor(
    ['rFBS'],
    'Доставка магазина: решение и способ обратной отправки магазин сообщает в заявке. Отправлять товар без одобренной заявки не нужно.',
    '店铺自配送：店铺在申请中告知决定和退回方式。申请批准前不要寄回商品。',
    'Delivered by the shop: the shop states its decision and how to send it back in the request. Nothing is sent before approval.',
  ),
]

export const returnOfGoods: ProcedureContent = {
  required: [needs('order'), helps('return_reason'), helps('delivery_date'), helps('photo')],
  steps: [
    step(
      'Выяснить причину: исправный товар не подошёл или в товаре есть недостаток. Сроки и порядок у них разные.',
      '弄清原因：完好商品不合适，还是商品有缺陷。两者期限和流程不同。',
      'Find out the reason: sound goods that do not suit, or a defect. Terms and ways differ.',
    ),
    step(
      'Исправный товар: назвать последний день возврата, посчитанный от дня получения, и условия сохранности.',
      '完好商品：告知从收货日起算的最后退货日及保存条件。',
      'Sound goods: name the last day for the return, counted from the day of receipt, and the condition they must be in.',
    ),
    step(
      'Товар с недостатком: срок исправного товара не применяется, действует гарантия или двухлетний срок; перейти к порядку «Брак».',
      '有缺陷的商品：不适用完好商品期限，按保修期或两年期限，转入“质量问题”流程。',
      'Defective goods: the term for sound goods does not apply, the warranty or the two years do; go on with “Defect”.',
    ),
    HOW_TO_APPLY,
    ...BY_SCHEME,
    step(
      'О сроке возврата денег говорить только записанное; зачисление после перечисления зависит от банка.',
      '退款时间只说有记录的；汇出后到账时间取决于银行。',
      'About when the money comes say only what is on record; after the transfer it is up to the bank.',
    ),
  ],
  remedies: [
    { remedy: 'refund', approver: 'agent' },
    { remedy: 'exchange', approver: 'agent' },
    { remedy: 'compensation', approver: 'lead' },
    { remedy: 'price_adjustment', approver: 'lead' },
    { remedy: 'coupon', approver: 'admin' },
  ],
  offersAlternative: true,
  tone: say(
    'Помогаем вернуть, а не отговариваем; никаких упрёков.',
    '帮助退货而不是劝阻；不责怪。',
    'We help with the return rather than argue against it; no reproaches.',
  ),
  examples: [
    {
      ru: 'Здравствуйте! Исправный товар можно вернуть до 28 ноября включительно. Создайте заявку: «Личный кабинет → Заказы → выбранный заказ → Вернуть товар».',
      zh: '您好！完好商品可在 11 月 28 日前（含当日）退货。请提交申请：“个人中心 → 订单 → 所选订单 → 退货”。',
    },
  ],
}

export const exchange: ProcedureContent = {
  required: [needs('wish'), helps('order'), helps('delivery_date')],
  steps: [
    step(
      'Выяснить, что не подошло и на что хотят поменять: размер, цвет, другой товар или такой же исправный.',
      '弄清哪里不合适、想换什么：尺码、颜色、其他商品，还是同款完好品。',
      'Find out what does not suit and what is wanted instead: size, colour, another product, or a sound one of the same.',
    ),
    step(
      'Проверить, есть ли нужный размер или товар в наличии, и сказать об этом с указанием времени.',
      '核对所需尺码或商品是否有货，并说明截至何时。',
      'Check whether the wanted size or product is in stock, and say as of when.',
    ),
    step(
      'Прямого обмена исправных вещей на Ozon нет: возврат и новый заказ. Назвать последний день возврата.',
      'Ozon 上完好商品不能直接换货：退货后重新下单。告知最后退货日。',
      'Ozon has no direct exchange of sound goods: a return and a new order. Name the last day for the return.',
    ),
    step(
      'При недостатке замену можно указать желаемым решением в заявке; её подтверждает сотрудник после проверки.',
      '有缺陷时可在申请中要求换货；由工作人员核实后确认。',
      'With a defect the buyer may ask for a replacement in the request; a person confirms it after checking.',
    ),
    HOW_TO_APPLY,
    ...BY_SCHEME,
    step(
      'Отложить товар или сохранить прежнюю цену не обещать.',
      '不承诺预留商品或保留原价。',
      'Promise neither to set goods aside nor to keep an old price.',
    ),
  ],
  remedies: [
    { remedy: 'exchange', approver: 'agent' },
    { remedy: 'refund', approver: 'agent' },
    { remedy: 'price_adjustment', approver: 'lead' },
    { remedy: 'coupon', approver: 'admin' },
  ],
  offersAlternative: true,
  tone: say(
    'Практично: что сделать и в каком порядке.',
    '务实：该做什么、按什么顺序。',
    'Practical: what to do, in which order.',
  ),
  examples: [
    {
      ru: 'Здравствуйте! Размер 46 сейчас есть в наличии. Обмен проходит как возврат и новый заказ: вернуть полученный размер можно до 28 ноября включительно.',
      zh: '您好！46 码目前有货。换货即退货后重新下单：已收到的尺码可在 11 月 28 日前（含当日）退回。',
    },
  ],
}
