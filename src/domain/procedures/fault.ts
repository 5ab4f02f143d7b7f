import type { ProcedureContent } from '../procedure.ts'
import { helps, needs } from './questions.ts'
import { say, step, stepFor } from './texts.ts'

export const warranty: ProcedureContent = {
  required: [needs('product'), needs('order'), needs('warranty_terms'), helps('defect_description')],
  steps: [
    step(
      'Подтвердить товар и заказ: гарантия считается по этой покупке.',
      '确认商品和订单：保修按本次购买计算。',
      'Confirm product and order: the warranty counts from this purchase.',
    ),
    step(
      'Назвать начало и последний день гарантии и сколько дней осталось — как посчитано по заказу, в московском времени.',
      '告知保修起始日、最后一天及剩余天数——按订单以莫斯科时间计算。',
      'Name the first and the last day and how many days are left, as computed from the order in Moscow time.',
    ),
    step(
      'Сказать, что входит в гарантию и что не входит, по условиям товара. Случай ли гарантийный, решает проверка, а не переписка.',
      '按商品条款说明保修与不保修的范围。是否属于保修由检测决定，不在聊天中认定。',
      'Tell what is covered and what is not, by the product’s terms. Whether this case is covered the inspection decides, not the chat.',
    ),
    step(
      'Объяснить, как передать товар: заявка в «Личный кабинет → Заказы → выбранный заказ → Вернуть товар», причина «Брак», фото и видео.',
      '说明如何送修：在“个人中心 → 订单 → 所选订单 → 退货”提交申请，原因选“质量问题”，附照片和视频。',
      'Explain how to send it in: a request under “My account → Orders → the order → Return”, reason “Defect”, with photos and a video.',
    ),
    stepFor(
      ['FBO'],
      'Заказ со склада Ozon: товар по заявке принимает Ozon; куда его сдать, показано в заявке.',
      'Ozon 仓订单：由 Ozon 按申请收货，送交地点见申请页面。',
      'From Ozon’s warehouse: Ozon takes the goods by the request, which shows where to hand them in.',
    ),
    stepFor(
      ['FBS', 'rFBS'],
      'Заказ со склада магазина: магазин одобряет заявку и сообщает в ней, куда сдать товар.',
      '店铺仓订单：店铺批准申请，并在申请中告知送交地点。',
      'From the shop’s warehouse: the shop approves the request and says in it where to hand the goods in.',
    ),
    step(
      'Назвать срок проверки и ремонта и кто за что платит, только если это записано в правилах магазина.',
      '检测和维修时长、费用由谁承担，仅在店铺规则有记录时说明。',
      'How long inspection and repair take and who pays is told only as the shop’s rules have it.',
    ),
    step(
      'Если гарантия закончилась, сказать об этом прямо и назвать двухлетний срок для производственных недостатков, если он ещё идёт.',
      '保修已过期要直说；如两年缺陷索赔期仍有效，一并告知。',
      'If the warranty is over, say so plainly, and name the two years for defects of manufacture where they still run.',
    ),
    step(
      'После решения написать покупателю в этом чате и проверить, что вопрос закрыт.',
      '有结果后在此聊天告知买家，并确认问题已解决。',
      'After the decision write to the buyer in this chat and check that the matter is settled.',
    ),
  ],
  remedies: [
    { remedy: 'repair', approver: 'agent' },
    { remedy: 'exchange', approver: 'lead' },
    { remedy: 'refund', approver: 'lead' },
    { remedy: 'price_adjustment', approver: 'lead' },
    { remedy: 'reshipment', approver: 'lead' },
    { remedy: 'compensation', approver: 'admin' },
    { remedy: 'coupon', approver: 'admin' },
  ],
  offersAlternative: false,
  tone: say(
    'Уверенно и по пунктам; не спорить о причине поломки.',
    '有条理、有把握；不争论故障原因。',
    'Sure of the matter, point by point; no argument about the cause.',
  ),
  examples: [
    {
      ru: 'Здравствуйте! Гарантия на фен действует до 5 марта 2027 года включительно, осталось 103 дня. Создайте заявку с причиной «Брак» и приложите фото и видео.',
      zh: '您好！该吹风机保修至 2027 年 3 月 5 日（含当日），还剩 103 天。请提交申请，原因选“质量问题”，并附照片和视频。',
    },
    {
      ru: 'Здравствуйте! Напишите, пожалуйста, номер заказа: по нему проверим, до какого дня действует гарантия.',
      zh: '您好！请告知订单号，我们据此核对保修到哪天。',
    },
  ],
}

export const defect: ProcedureContent = {
  required: [needs('defect_description'), needs('photo'), helps('product'), helps('order')],
  steps: [
    step(
      'Выразить сожаление один раз, вины не признавать и не искать её у покупателя.',
      '表示遗憾一次，不认错，也不归咎于买家。',
      'Be sorry once; admit no fault and look for none with the buyer.',
    ),
    step(
      'При угрозе здоровью (искрит, дымит, вздулся аккумулятор) первым делом: прекратить пользоваться и отключить. Случай сразу передать сотруднику.',
      '涉及安全（冒火花、冒烟、电池鼓包）：首先请买家停用并断电，并立即转交工作人员。',
      'Where health is at risk (sparks, smoke, a swollen battery): first of all stop using and unplug it; pass the case on at once.',
    ),
    step(
      'Понять, что именно не так: описание и фото или видео. Совет «попробуйте» — только из инструкции или базы знаний.',
      '弄清具体问题：描述及照片或视频。操作建议只取自说明书或知识库。',
      'Understand what is wrong: description and photo or video. “Try this” only from the manual or the knowledge base.',
    ),
    step(
      'Посчитать, какие сроки идут: 7 дней для исправного товара здесь не действуют, действует гарантия или 2 года.',
      '核算适用期限：完好商品的 7 天不适用，适用保修期或两年。',
      'Work out which terms run: the 7 days for sound goods do not apply, the warranty or the 2 years do.',
    ),
    step(
      'Назвать порядок: заявка «Вернуть товар», причина «Брак», фото. Решение (ремонт, замена, снижение цены, деньги) выбирает покупатель, подтверждает проверка.',
      '说明流程：提交“退货”申请，原因“质量问题”，附照片。处理方式（维修、换货、减价、退款）由买家选择，经检测确认。',
      'Name the way: a “Return” request, reason “Defect”, photos. The buyer chooses repair, replacement, price reduction or money; the inspection confirms.',
    ),
    step(
      'Обещать только то, что одобрил сотрудник с нужной ролью, с днём, до которого это будет сделано.',
      '只承诺有权限人员批准的内容，并写明期限。',
      'Promise only what a person of the right role has approved, with the day by which it is done.',
    ),
  ],
  remedies: [
    { remedy: 'exchange', approver: 'agent' },
    { remedy: 'refund', approver: 'agent' },
    { remedy: 'repair', approver: 'agent' },
    { remedy: 'reshipment', approver: 'agent' },
    { remedy: 'price_adjustment', approver: 'lead' },
    { remedy: 'compensation', approver: 'lead' },
    { remedy: 'coupon', approver: 'admin' },
  ],
  offersAlternative: false,
  tone: say(
    'Сочувственно и деловито; без «сами сломали».',
    '体谅而务实；不说“是您弄坏的”。',
    'Sympathetic and practical; never “you broke it yourself”.',
  ),
  examples: [
    {
      ru: 'Здравствуйте! Сожалеем, что с чайником возникла проблема. Пришлите, пожалуйста, в этот чат фото места, где он протекает, и этикетки на дне.',
      zh: '您好！很遗憾水壶出现了问题。请在此聊天中发送漏水位置和底部标签的照片。',
    },
  ],
}

export const missingPart: ProcedureContent = {
  required: [
    needs('missing_item'),
    needs('photo', {
      question: say(
        'Пришлите, пожалуйста, в этот чат фото всего, что было в посылке, и этикетки на упаковке.',
        '请在此聊天中发送包裹内全部物品及包装标签的照片。',
        'Please send to this chat a photo of everything that was in the parcel and of the label on the package.',
      ),
    }),
    helps('order'),
    helps('product'),
  ],
  steps: [
    step(
      'Сверить, чего не хватает, с комплектацией в карточке товара.',
      '将所缺物品与商品卡中的配置清单核对。',
      'Check what is missing against the contents listed on the card.',
    ),
    step(
      'Попросить фото всего содержимого и этикетки, посоветовать проверить отсеки упаковки.',
      '请买家发送全部物品和标签的照片，并建议检查包装内层。',
      'Ask for a photo of all contents and the label; suggest looking into the compartments of the package.',
    ),
    stepFor(
      ['FBO'],
      'Заказ собирал Ozon: порядок решения — через заявку «Вернуть товар»; досылку со своего склада обещать только после проверки остатка.',
      '由 Ozon 备货：通过“退货”申请处理；从本店仓库补发须先查库存再承诺。',
      'Ozon packed it: it goes by a “Return” request; promise a part from our own warehouse only after checking that we have it.',
    ),
    stepFor(
      ['FBS', 'rFBS'],
      'Заказ собирал магазин: проверить сборку по записи и наличие детали, затем предложить досылку, снижение цены или возврат.',
      '由店铺备货：核查备货记录和配件库存，再提出补发、减价或退货。',
      'The shop packed it: check the packing record and the stock of the part, then offer the part, a price reduction or a return.',
    ),
    step(
      'Назвать решение, срок и того, кто его выполнит; по отправке сообщить в этом чате.',
      '说明解决办法、期限和负责人；发出后在此聊天告知。',
      'Name the solution, by when and who does it; report in this chat once it is sent.',
    ),
  ],
  remedies: [
    { remedy: 'reshipment', approver: 'agent' },
    { remedy: 'exchange', approver: 'agent' },
    { remedy: 'refund', approver: 'agent' },
    { remedy: 'price_adjustment', approver: 'lead' },
    { remedy: 'compensation', approver: 'lead' },
    { remedy: 'coupon', approver: 'admin' },
  ],
  offersAlternative: false,
  tone: say(
    'Верим покупателю и проверяем; не намекать на обман.',
    '相信买家并核实；不暗示对方欺骗。',
    'Believe the buyer and check; no hint of cheating.',
  ),
  examples: [
    {
      ru: 'Здравствуйте! Сожалеем, что комплект оказался неполным. Пришлите, пожалуйста, фото всего, что было в коробке, и этикетки со штрихкодом.',
      zh: '您好！很遗憾配件不齐。请发送盒内全部物品及条码标签的照片。',
    },
  ],
}
