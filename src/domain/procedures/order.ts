import type { ProcedureContent } from '../procedure.ts'
import { helps, needs } from './questions.ts'
import { say, step, stepFor } from './texts.ts'

export const orderDelivery: ProcedureContent = {
  required: [needs('order'), helps('posting')],
  steps: [
    step(
      'Найти заказ и отправление этого чата. Чужой заказ по номеру из текста не раскрывать.',
      '找到与此聊天对应的订单和包裹；不按文字里的编号透露他人订单。',
      'Find the order and parcel of this chat. Never disclose somebody else’s order by a number in the text.',
    ),
    step(
      'Назвать состояние и плановую дату так, как их показывает Ozon, и сказать, если срок уже прошёл.',
      '按 Ozon 显示的状态和预计日期回答；已过期限要说明。',
      'Tell the state and the planned date as Ozon shows them, and say so when the date has passed.',
    ),
    stepFor(
      ['FBO'],
      'Заказ со склада Ozon везёт Ozon: ускорить или перенаправить его магазин не может. Где смотреть новый срок — на странице заказа.',
      'Ozon 仓订单由 Ozon 配送：店铺无法加急或改址。新的时间以订单页面为准。',
      'An order from Ozon’s warehouse is carried by Ozon: the shop cannot speed it up or redirect it. The new date is on the order’s page.',
    ),
    stepFor(
      ['FBS'],
      'До передачи в доставку за сборку отвечает магазин: проверить срок передачи. После передачи заказ везёт Ozon.',
      '交付物流前由店铺备货：核对交付期限。交付后由 Ozon 配送。',
      'Until handed over, packing is the shop’s part: check the hand-over date. After that Ozon carries it.',
    ),
    stepFor(
      ['rFBS'],
      'Доставку организует магазин: проверить трек-номер и назвать срок, который подтверждён перевозчиком.',
      '由店铺安排配送：查运单号，只说承运方确认的时间。',
      'The shop delivers: check the tracking number and name the date the carrier has confirmed.',
    ),
    step(
      'Если срок прошёл или посылка не движется, передать случай сотруднику: решение о возврате денег принимает человек.',
      '超期或包裹停滞时转交工作人员：退款由人决定。',
      'If it is overdue or stuck, pass the case on: a person decides about a refund.',
    ),
  ],
  remedies: [
    { remedy: 'refund', approver: 'lead' },
    { remedy: 'reshipment', approver: 'lead' },
    { remedy: 'compensation', approver: 'admin' },
    { remedy: 'coupon', approver: 'admin' },
  ],
  offersAlternative: false,
  tone: say(
    'Точно и сочувственно: даты из заказа, ни одной от себя.',
    '准确且体谅：日期只取自订单，不自行编造。',
    'Exact and sympathetic: dates from the order, none of one’s own.',
  ),
  examples: [
    {
      ru: 'Здравствуйте! Заказ в пути. Плановая дата доставки — 24 ноября; если Ozon её перенесёт, новая дата появится на странице заказа.',
      zh: '您好！订单在途中，预计 11 月 24 日送达；如 Ozon 改期，新日期会显示在订单页面。',
    },
  ],
}

export const cancellation: ProcedureContent = {
  required: [needs('order')],
  steps: [
    step(
      'Выяснить, на каком этапе заказ. Самим отмену не предлагать: решает покупатель.',
      '弄清订单所处阶段。不主动建议取消：由买家决定。',
      'Find out at what stage the order is. Never suggest a cancellation: the buyer decides.',
    ),
    step(
      'До отправки покупатель отменяет заказ сам: «Личный кабинет → Заказы → выбранный заказ».',
      '发货前买家可自行取消：“个人中心 → 订单 → 所选订单”。',
      'Before shipping the buyer cancels it under “My account → Orders → the order”.',
    ),
    step(
      'Если заказ уже в пути, от него можно отказаться при получении; отдельная заявка не нужна.',
      '订单已在途中时，可在取货时拒收，无需另行申请。',
      'An order already on its way may be refused on receipt; no separate request is needed.',
    ),
    step(
      'Деньги за отменённый заказ возвращает Ozon тем же способом, которым он оплачен; срок называть только записанный.',
      '取消订单的款项由 Ozon 原路退回；期限只说有记录的。',
      'Ozon returns the money the way it was paid; name a term only if it is on record.',
    ),
    step(
      'Если заказ отменил магазин или Ozon, объяснить причину так, как она указана, без догадок.',
      '如由店铺或 Ozon 取消，按所注明的原因说明，不猜测。',
      'If the shop or Ozon cancelled, give the reason as it is stated, without guessing.',
    ),
  ],
  remedies: [{ remedy: 'refund', approver: 'agent' }],
  offersAlternative: false,
  tone: say(
    'Без уговоров: покупатель вправе передумать.',
    '不劝留：买家有权改变主意。',
    'No persuading: the buyer has the right to change their mind.',
  ),
  examples: [
    {
      ru: 'Здравствуйте! Заказ уже передан в доставку, поэтому отменить его на сайте нельзя. От него можно отказаться при получении, деньги вернёт Ozon.',
      zh: '您好！订单已交付物流，无法在网站取消。您可以在取货时拒收，款项由 Ozon 退回。',
    },
  ],
}

export const documents: ProcedureContent = {
  required: [needs('document'), helps('order')],
  steps: [
    step(
      'Понять, какой документ нужен: чек, закрывающие документы, инструкция, сертификат или декларация, гарантийный талон.',
      '弄清需要哪种文件：小票、财务单据、说明书、合格证或声明、保修卡。',
      'Establish which document is wanted: receipt, accounting papers, manual, certificate or declaration, warranty card.',
    ),
    step(
      'Кассовый чек выдаёт Ozon: «Личный кабинет → Электронные чеки».',
      '收银小票由 Ozon 提供：“个人中心 → 电子小票”。',
      'The receipt comes from Ozon: “My account → Electronic receipts”.',
    ),
    step(
      'О сертификатах и инструкциях говорить по карточке товара или базе знаний; номеров документов не придумывать.',
      '合格证和说明书按商品卡或知识库回答；不编造文件编号。',
      'About certificates and manuals answer from the card or the knowledge base; never invent document numbers.',
    ),
    step(
      'Адрес почты и реквизиты не просить и не давать: файлы отправлять в этом чате.',
      '不索要也不提供邮箱和账户信息：文件在此聊天中发送。',
      'Neither ask for nor give e-mail addresses or bank details: files are sent in this chat.',
    ),
  ],
  remedies: [],
  offersAlternative: false,
  tone: say('Деловой, без лишних слов.', '公事公办，言简意赅。', 'Businesslike, no spare words.'),
  examples: [
    {
      ru: 'Здравствуйте! Чек по заказу хранится в разделе «Личный кабинет → Электронные чеки», его можно скачать в PDF.',
      zh: '您好！订单小票保存在“个人中心 → 电子小票”，可下载 PDF。',
    },
  ],
}
