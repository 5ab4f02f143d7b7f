import type { ProcedureContent } from '../procedure.ts'
import { helps, needs } from './questions.ts'
import { say, step } from './texts.ts'

export const complaint: ProcedureContent = {
  required: [needs('details'), helps('order'), helps('product')],
  steps: [
    step(
      'Выслушать: одним предложением назвать, что случилось, словами покупателя, и выразить сожаление.',
      '倾听：用一句话复述买家所说的情况，并表示遗憾。',
      'Listen: name in one sentence what happened, in the buyer’s words, and say that you are sorry.',
    ),
    step(
      'Разобраться: проверить заказ, отправление, переписку и карточку товара до того, как что-либо утверждать.',
      '调查：先核对订单、包裹、聊天记录和商品卡，再作任何说明。',
      'Investigate: check order, parcel, thread and card before stating anything.',
    ),
    step(
      'Предложить: один понятный шаг из разрешённых, со сроком и с тем, кто его выполнит.',
      '提出方案：从允许的措施中给出一个明确步骤，写明期限和负责人。',
      'Propose: one clear step of those allowed, with its date and who does it.',
    ),
    step(
      'Согласовать: спросить, подходит ли такое решение; при отказе передать старшему сотруднику.',
      '确认：询问买家是否接受；如拒绝，转交主管。',
      'Confirm: ask whether this will do; if not, pass it to a lead.',
    ),
    step(
      'Вернуться: в обещанный день написать в этом чате, что сделано.',
      '跟进：在承诺的日期于此聊天告知结果。',
      'Follow up: on the promised day write in this chat what has been done.',
    ),
    step(
      'Не просить изменить или удалить отзыв и ничего не предлагать за него. В ответе на отзыв не называть данных заказа.',
      '不要求修改或删除评价，也不以好处交换。回复评价时不透露订单信息。',
      'Never ask to change or remove a review nor offer anything for it. Name no data of the order in a public reply.',
    ),
  ],
  remedies: [
    { remedy: 'exchange', approver: 'agent' },
    { remedy: 'refund', approver: 'lead' },
    { remedy: 'reshipment', approver: 'lead' },
    { remedy: 'repair', approver: 'agent' },
    { remedy: 'price_adjustment', approver: 'lead' },
    { remedy: 'compensation', approver: 'admin' },
    { remedy: 'coupon', approver: 'admin' },
  ],
  offersAlternative: false,
  tone: say(
    'Спокойно и лично; без шаблонных извинений и без оправданий.',
    '平静、真诚；不用套话道歉，不辩解。',
    'Calm and personal; no stock apologies, no excuses.',
  ),
  examples: [
    {
      ru: 'Здравствуйте! Сожалеем, что ожидание ответа затянулось. Расскажите, пожалуйста, о каком заказе идёт речь, чтобы мы проверили, что произошло.',
      zh: '您好！很抱歉让您久等回复。请告知是哪笔订单，以便我们核查情况。',
    },
  ],
}

export const abuse: ProcedureContent = {
  required: [],
  steps: [
    step(
      'Отвечать вежливо и нейтрально, один раз; не спорить, не учить, не отвечать тем же.',
      '礼貌、中性地回复一次；不争辩、不说教、不以牙还牙。',
      'Answer politely and neutrally, once; no argument, no lecture, nothing in kind.',
    ),
    step(
      'Если в сообщении есть вопрос по делу, ответить на него как обычно.',
      '如留言中有实质问题，照常回答。',
      'If there is a question of substance in it, answer that as usual.',
    ),
    step(
      'Сохранить доказательства: дословный текст, дату и время, номер чата и заказа. Ничего не удалять.',
      '保留证据：原文、日期时间、聊天编号和订单号。不删除任何内容。',
      'Keep the evidence: the exact words, date and time, the numbers of chat and order. Delete nothing.',
    ),
    step(
      'Угрозы и оскорбления передать в поддержку Ozon из личного кабинета продавца; покупателю об этом не писать.',
      '威胁和辱骂通过卖家后台上报 Ozon 客服；不向买家提及。',
      'Report threats and insults to Ozon’s support from the seller’s account; do not write of it to the buyer.',
    ),
    step(
      'При угрозе человеку сразу сообщить руководителю.',
      '如涉及人身威胁，立即通知负责人。',
      'Where somebody is threatened, tell the person in charge at once.',
    ),
  ],
  remedies: [],
  offersAlternative: false,
  tone: say(
    'Ровно, коротко, без восклицаний и без иронии.',
    '平稳、简短，不用感叹号，不讽刺。',
    'Even and short, no exclamation marks, no irony.',
  ),
  examples: [
    {
      ru: 'Здравствуйте. Ваше сообщение получено. Если есть вопрос по заказу или товару, напишите его, пожалуйста, в этот чат.',
      zh: '您好。已收到您的留言。如对订单或商品有疑问，请在此聊天中告知。',
    },
  ],
}

export const fraud: ProcedureContent = {
  required: [],
  steps: [
    step(
      'По ссылкам не переходить, файлы не открывать, никаких кодов, данных и денег не передавать.',
      '不点链接、不打开文件，不提供任何验证码、数据或款项。',
      'Follow no links, open no files, hand over no codes, data or money.',
    ),
    step(
      'Все расчёты и переписка идут только внутри Ozon; другого пути не предлагать и не принимать.',
      '付款和沟通只在 Ozon 内进行；不提出也不接受其他方式。',
      'All payment and talk stay inside Ozon; neither offer nor accept another way.',
    ),
    step(
      'Не обвинять покупателя: аккаунт могли взломать.',
      '不指责买家：账号可能被盗。',
      'Do not accuse the buyer: the account may have been stolen.',
    ),
    step(
      'Передать случай сотруднику и сообщить в поддержку Ozon с текстом, временем и номером чата.',
      '转交工作人员，并将原文、时间和聊天编号上报 Ozon 客服。',
      'Pass the case on and report it to Ozon’s support with the words, the time and the number of the chat.',
    ),
  ],
  remedies: [],
  offersAlternative: false,
  tone: say(
    'Нейтрально, без пояснений о проверках.',
    '中性，不解释内部核查。',
    'Neutral, no word about checks.',
  ),
  examples: [
    {
      ru: 'Здравствуйте. Магазин ведёт переписку и расчёты только на Ozon. Если есть вопрос по заказу, напишите его, пожалуйста, в этот чат.',
      zh: '您好。本店只在 Ozon 内沟通和结算。如对订单有疑问，请在此聊天中告知。',
    },
  ],
}
