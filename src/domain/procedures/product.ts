import type { ProcedureContent } from '../procedure.ts'
import { helps, needs } from './questions.ts'
import { say, step } from './texts.ts'

export const productAttribute: ProcedureContent = {
  required: [needs('product'), helps('measurements')],
  steps: [
    step(
      'Определить, о каком товаре и о каком его свойстве спрашивает покупатель.',
      '确认买家问的是哪件商品、哪项特性。',
      'Establish which product and which of its properties the buyer asks about.',
    ),
    step(
      'Ответить тем, что записано в карточке товара или в базе знаний. Чего там нет, не предполагать.',
      '按商品卡或知识库中的内容回答；没有记录的不要猜测。',
      'Answer with what the product card or the knowledge base says. Do not guess what is not there.',
    ),
    step(
      'Размер подбирать только по таблице этого товара и по меркам покупателя; сомнение назвать прямо.',
      '只按该商品的尺码表和买家尺寸推荐；拿不准要直说。',
      'Choose a size only by this product’s table and the buyer’s measurements; say so when in doubt.',
    ),
    step(
      'Если товар не подходит, в чате можно предложить другой товар магазина из наличия. В публичном ответе на вопрос — нельзя.',
      '如不合适，可在聊天中推荐本店其他有货商品；公开问答中不可推荐。',
      'If it does not suit, another product of the shop that is in stock may be offered in the chat, never in a public answer.',
    ),
  ],
  remedies: [],
  offersAlternative: true,
  tone: say(
    'Коротко и по делу: сначала ответ, потом пояснение.',
    '简短切题：先给答案，再作说明。',
    'Short and to the point: the answer first, then the explanation.',
  ),
  examples: [
    {
      ru: 'Здравствуйте! Да, чехол непромокаемый: ткань выдерживает дождь, швы проклеены.',
      zh: '您好！是的，套子防水：面料可防雨，接缝已压胶。',
    },
    {
      ru: 'Здравствуйте! По таблице Вашим меркам соответствует размер 48. Он сейчас есть в наличии.',
      zh: '您好！按尺码表，您的尺寸对应 48 码，目前有货。',
    },
  ],
}

export const compatibility: ProcedureContent = {
  required: [needs('product'), needs('counterpart')],
  steps: [
    step(
      'Уточнить точную модель устройства или размер вещи, с которой нужна совместимость.',
      '问清需要兼容的设备具体型号或物品尺寸。',
      'Get the exact model of the device, or the size of the thing, it has to fit.',
    ),
    step(
      'Сверить её со списком совместимости товара: названо в списке — ответить прямо «подходит» или «не подходит».',
      '与商品的兼容列表核对：列表中有的，直接回答“适用”或“不适用”。',
      'Check it against the product’s compatibility list; where the list names it, say plainly that it fits or does not.',
    ),
    step(
      'Если модели в списке нет, не обещать, что подойдёт: назвать размеры или разъём товара и передать вопрос сотруднику.',
      '列表中没有该型号时，不承诺适用：说明商品尺寸或接口，并转交工作人员。',
      'If the list does not name it, do not promise a fit: give the product’s dimensions or connector and pass the question on.',
    ),
    step(
      'Если товар не подходит, в чате предложить подходящий товар магазина из наличия.',
      '不适用时，可在聊天中推荐本店适用且有货的商品。',
      'If it does not fit, offer in the chat one of the shop’s own products that does and is in stock.',
    ),
  ],
  remedies: [],
  offersAlternative: true,
  tone: say(
    'Определённо: «подходит» или «не подходит», без «должно подойти».',
    '明确：“适用”或“不适用”，不说“应该可以”。',
    'Definite: “fits” or “does not fit”, never “should fit”.',
  ),
  examples: [
    {
      ru: 'Здравствуйте! Нет, с этой моделью крепление не подходит: в списке совместимых её нет, ширина рамы у неё больше.',
      zh: '您好！不适用：该型号不在兼容列表中，其框架更宽。',
    },
  ],
}

export const stockPrice: ProcedureContent = {
  required: [needs('product'), helps('size')],
  steps: [
    step(
      'Посмотреть остаток и цену на этот момент; назвать, на какой час они известны, если обновить не удалось.',
      '查看当前库存和价格；如无法刷新，说明数据截至何时。',
      'Look up stock and price as of now; if they cannot be refreshed, say as of when they hold.',
    ),
    step(
      'О поступлении и скидках говорить только то, что записано: сроков и цен не обещать.',
      '到货和折扣只说有记录的内容：不承诺时间和价格。',
      'About restocking and discounts say only what is on record; promise neither dates nor prices.',
    ),
    step(
      'Если товара или размера нет, в чате предложить похожий товар магазина из наличия; в публичном ответе — нет.',
      '无货时可在聊天中推荐本店类似的有货商品；公开回复中不推荐。',
      'If it is out of stock, offer a similar product of the shop that is in stock: in the chat, not in a public answer.',
    ),
    step(
      'Не просить отменить заказ и не договариваться об оплате вне Ozon.',
      '不要求买家取消订单，也不谈 Ozon 以外的付款。',
      'Never ask to cancel an order or arrange payment outside Ozon.',
    ),
  ],
  remedies: [{ remedy: 'coupon', approver: 'admin' }],
  offersAlternative: true,
  tone: say(
    'Спокойно, без торга и без спешки «успейте купить».',
    '平和，不讨价还价，不催促购买。',
    'Calm, no haggling and no “hurry to buy”.',
  ),
  examples: [
    {
      ru: 'Здравствуйте! Размера L сейчас нет в наличии. Есть M и XL.',
      zh: '您好！L 码目前无货，有 M 码和 XL 码。',
    },
  ],
}
