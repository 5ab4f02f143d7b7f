import type { ProcedureFact, RequiredFact } from '../procedure.ts'
import { say } from './texts.ts'

/** What the shop asks of a buyer for each fact, unless a procedure words it otherwise; null = it finds it out itself. */
const QUESTIONS: Record<ProcedureFact, RequiredFact['question']> = {
  product: say(
    'Уточните, пожалуйста, о каком товаре идёт речь: напишите его артикул или название.',
    '请说明您询问的是哪件商品：请发送货号或名称。',
    'Please tell us which product you mean: its article number or name.',
  ),
  size: say(
    'Уточните, пожалуйста, какой размер Вам нужен.',
    '请说明您需要什么尺码。',
    'Please tell us which size you need.',
  ),
  measurements: say(
    'Чтобы подобрать размер по таблице, напишите, пожалуйста, Ваши мерки.',
    '为按尺码表推荐尺码，请告知您的尺寸。',
    'To choose a size by the table, please tell us your measurements.',
  ),
  counterpart: say(
    'Напишите, пожалуйста, с какой моделью или с каким устройством Вы хотите использовать товар.',
    '请告知您想搭配使用的设备或型号。',
    'Please tell us which device or model you want to use it with.',
  ),
  order: say(
    'Напишите, пожалуйста, номер заказа: он указан в разделе «Личный кабинет → Заказы».',
    '请告知订单号：可在“个人中心 → 订单”中查看。',
    'Please give us the order number: it is shown under “My account → Orders”.',
  ),
  posting: say(
    'В заказе несколько отправлений. Напишите, пожалуйста, номер отправления, о котором идёт речь.',
    '该订单有多个包裹，请告知是哪个包裹的编号。',
    'The order has several parcels. Please give us the number of the one you mean.',
  ),
  delivery_date: say(
    'Напишите, пожалуйста, какого числа Вы получили заказ.',
    '请告知您是哪天收到订单的。',
    'Please tell us on which day you received the order.',
  ),
  purchase_date: say(
    'Напишите, пожалуйста, когда был оформлен заказ.',
    '请告知订单是哪天下的。',
    'Please tell us when the order was placed.',
  ),
  warranty_terms: null,
  defect_description: say(
    'Опишите, пожалуйста, что именно не так и когда это проявляется.',
    '请描述具体问题以及在什么情况下出现。',
    'Please describe what exactly is wrong and when it shows.',
  ),
  photo: say(
    'Чтобы разобраться, пришлите, пожалуйста, в этот чат фото или короткое видео проблемы.',
    '为了弄清情况，请在此聊天中发送能看清问题的照片或短视频。',
    'So that we can look into it, please send a photo or a short video of the problem to this chat.',
  ),
  missing_item: say(
    'Напишите, пожалуйста, чего именно не хватает в комплекте.',
    '请说明具体缺少什么。',
    'Please tell us what exactly is missing.',
  ),
  return_reason: say(
    'Подскажите, пожалуйста, почему Вы хотите вернуть товар: не подошёл или с ним что-то не так?',
    '请问您退货的原因：不合适，还是商品有问题？',
    'Could you tell us why you want to return it: does it not suit you, or is something wrong with it?',
  ),
  wish: say(
    'Подскажите, пожалуйста, на какой размер, цвет или модель Вы хотели бы поменять товар.',
    '请问您想换成哪个尺码、颜色或型号？',
    'Which size, colour or model would you like instead?',
  ),
  document: say(
    'Уточните, пожалуйста, какой документ Вам нужен.',
    '请说明您需要哪种文件。',
    'Please tell us which document you need.',
  ),
  details: say(
    'Расскажите, пожалуйста, подробнее, что произошло: это поможет нам разобраться.',
    '请详细说明发生了什么，这有助于我们弄清情况。',
    'Please tell us a little more about what happened, so that we can look into it.',
  ),
}

type Options = { decides?: boolean; question?: RequiredFact['question'] }

/** A required fact of a shipped procedure; it decides the answer unless it is said to help only. */
export const needs = (
  fact: ProcedureFact,
  { decides = true, question = QUESTIONS[fact] }: Options = {},
): RequiredFact => ({ fact, decides, question })
/** A fact that makes the answer better; nobody is kept waiting for it. */
export const helps = (fact: ProcedureFact): RequiredFact => needs(fact, { decides: false })
