import { numberLines } from '../../src/domain/reading-card.ts'
import type { Case, CaseDraft, CaseMessage } from '../../src/http/contracts/case.ts'
import type { InboxItem } from '../../src/http/contracts/inbox.ts'
import type { CaseOrder, CaseProduct } from '../../src/http/contracts/product.ts'
import { passingChecks } from './fake-checks.ts'
import { fakePromise } from './fake-promises.ts'

/** Believable cases for the stand-in of the API: Russian buyers, Chinese glosses. Times count from `now`. */

export const SHOP = { id: 'demo', name: 'Северный свет' }
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export function fakeCases(now: number): Case[] {
  const at = (ms: number) => new Date(now + ms).toISOString()
  return [kettle(at), jacket(at), order(at), legal(at), blocked(at), powerBank(at), thanks(at), sent(at)]
}

type At = (ms: number) => string
type Part = Partial<Case['conversation']> & { conversationId: string; buyerName: string }

function conversation(at: At, part: Part): Case['conversation'] {
  return {
    shopId: SHOP.id,
    shopName: SHOP.name,
    channel: 'ozon-chat',
    isPublic: false,
    product: null,
    rating: null,
    orderStatus: null,
    triage: null,
    lastBuyerText: null,
    lastBuyerAt: at(-HOUR),
    category: null,
    route: 'review',
    leavesAt: null,
    draftState: 'pending',
    replyState: null,
    windowUntil: at(41 * HOUR),
    windowRule: 'buyer_48h',
    case: {
      stage: null,
      assignedTo: null,
      waits: null,
      outcome: null,
      outcomeAt: null,
      reopened: 0,
      merged: null,
    },
    dueAt: at(17 * HOUR),
    targetDueAt: at(5 * HOUR),
    serviceClass: 'question',
    claimedBy: null,
    snoozedUntil: null,
    escalatedTo: null,
    isMentioned: false,
    snoozedBy: null,
    suggestedStage: null,
    snoozeLatest: at(16 * HOUR),
    promiseOverdueSince: null,
    attachmentsCount: 0,
    riskFlags: [],
    scheme: 'FBS',
    orderNumber: null,
    status: 'open',
    revision: 1,
    chatClosed: false,
    isCopyOnly: false,
    isPasted: false,
    claimedUntil: null,
    note: null,
    ...part,
  }
}

function says(at: At, id: string, author: CaseMessage['author'], ago: number, text: string): CaseMessage {
  return {
    id,
    author,
    authorType: { buyer: 'Customer', seller: 'Seller', marketplace: 'Support' }[author],
    text,
    sentAt: at(-ago),
    editedAt: null,
    readAt: null,
    confirmed: true,
    versions: [],
    attachments: [],
  }
}

type DraftPart = Pick<CaseDraft, 'sentences' | 'evidence' | 'readingCard'> & Partial<CaseDraft>

function draft(at: At, id: string, part: DraftPart): CaseDraft {
  return {
    id,
    kind: 'answer',
    route: 'review',
    text: part.sentences.map(({ ru }) => ru).join(' '),
    evidenceClass: 'documented',
    promises: [],
    classification: {
      category: 'product_attribute',
      confidence: 0.9,
      needsReply: true,
      needsHuman: false,
      riskFlags: [],
      language: 'ru',
      asks: part.readingCard.asked.map(({ ru }) => ru),
    },
    checks: passingChecks(),
    unanswered: [],
    missingFacts: [],
    agentText: null,
    composer: 'built-in',
    model: null,
    promptVersion: null,
    origin: 'drafting',
    originReason: null,
    fingerprint: `fp-${id}-1`,
    createdAt: at(-2 * MINUTE),
    ...part,
    readingCard: {
      ...part.readingCard,
      numbers: numberLines(part.sentences.map(({ ru }) => ru).join('\n')),
    },
  }
}

function hello(name: string, zh: string): CaseDraft['sentences'][number] {
  return { ru: `Здравствуйте, ${name}!`, zh: `您好，${zh}！`, evidenceIds: [], class: 'courtesy' }
}

function product(
  at: At,
  part: Partial<CaseProduct> & Pick<CaseProduct, 'sku' | 'name' | 'nameZh'>,
): CaseProduct {
  return {
    offerId: `NL-${part.sku.slice(-4)}`,
    brand: 'Nordlys',
    category: { ru: 'Чайники', zh: '电热水壶' },
    pictureUrl: `/api/shops/${SHOP.id}/products/${part.sku}/picture`,
    attributes: [],
    sizes: [],
    warranty: { months: 12, startEvent: 'delivery', coverage: [], exclusions: [], serviceSteps: [] },
    price: { amount: 2490, oldAmount: 3190, currency: 'RUB', asOf: at(-20 * MINUTE) },
    stock: { fbo: 48, fbs: 12, asOf: at(-20 * MINUTE) },
    ...part,
  }
}

const rowProduct = ({ sku, name, nameZh, pictureUrl }: CaseProduct): InboxItem['product'] => ({
  sku,
  name,
  nameZh,
  pictureUrl,
})

function delivered(at: At, postingNumber: string, part: Partial<CaseOrder> = {}): CaseOrder {
  return {
    postingNumber,
    orderNumber: postingNumber.split('-').slice(0, 2).join('-'),
    scheme: 'FBS',
    status: 'delivered',
    products: [],
    createdAt: at(-9 * DAY),
    paidAt: at(-9 * DAY),
    shipmentDate: at(-8 * DAY),
    deliveryFrom: null,
    deliveryUntil: null,
    deliveredAt: at(-2 * DAY),
    cancelledAt: null,
    cancelReason: null,
    trackingNumber: null,
    returns: [],
    asOf: at(-6 * MINUTE),
    ...part,
  }
}

function kettle(at: At): Case {
  const item = product(at, {
    sku: '1534098211',
    name: 'Чайник электрический Nordlys Brig 1,7 л, нержавеющая сталь',
    nameZh: 'Nordlys Brig 1.7升不锈钢电热水壶',
    attributes: [
      { key: 'volume_l', name: { ru: 'Объём', zh: '容量' }, value: 1.7, unit: 'л' },
      { key: 'power_w', name: { ru: 'Мощность', zh: '功率' }, value: 2200, unit: 'Вт' },
      { key: 'weight_kg', name: { ru: 'Вес', zh: '重量' }, value: 1.2, unit: 'кг' },
      { key: 'body', name: { ru: 'Корпус', zh: '机身' }, value: { ru: 'нержавеющая сталь', zh: '不锈钢' } },
      { key: 'auto_off', name: { ru: 'Автоотключение', zh: '自动断电' }, value: true },
      { key: 'cord_m', name: { ru: 'Длина шнура', zh: '电源线长度' }, value: 0.75, unit: 'м' },
      { key: 'filter', name: { ru: 'Фильтр от накипи', zh: '滤网' }, value: true },
    ],
  })
  const text =
    'Добрый день. Чайник проработал две недели и сломалась ручка, просто треснула у основания. Что делать, есть ли гарантия?'
  return {
    conversation: conversation(at, {
      conversationId: 'c-kettle',
      buyerName: 'Марина',
      product: rowProduct(item),
      lastBuyerText: text,
      lastBuyerAt: at(-22 * HOUR),
      category: 'defect',
      dueAt: at(71 * MINUTE),
      windowUntil: at(26 * HOUR),
      attachmentsCount: 2,
      orderNumber: '24210020-0117',
    }),
    messages: [
      says(at, 'm1', 'buyer', 12 * DAY, 'Здравствуйте! Чайник с автоотключением?'),
      {
        ...says(
          at,
          'm2',
          'seller',
          12 * DAY - 25 * MINUTE,
          'Здравствуйте! Да, чайник отключается сам, когда вода закипела, и не включается без воды.',
        ),
        readAt: at(-12 * DAY + 60 * MINUTE),
      },
      {
        ...says(at, 'm3', 'buyer', 22 * HOUR, text),
        editedAt: at(-22 * HOUR + 3 * MINUTE),
        versions: [
          {
            text: 'Добрый день. Чайник проработал неделю и сломалась ручка. Что делать?',
            replacedAt: at(-22 * HOUR + 3 * MINUTE),
          },
        ],
        attachments: [
          { position: 0, url: `/api/shops/${SHOP.id}/messages/m3/attachments/0`, name: 'photo-1.jpg' },
          { position: 1, url: `/api/shops/${SHOP.id}/messages/m3/attachments/1`, name: 'photo-2.jpg' },
        ],
      },
    ],
    draft: draft(at, 'd-kettle', {
      sentences: [
        hello('Марина', '玛丽娜'),
        {
          ru: 'Жаль, что ручка треснула: так быть не должно.',
          zh: '很遗憾把手裂开了，这是不应该发生的。',
          evidenceIds: [],
          class: 'courtesy',
        },
        {
          ru: 'На чайник действует гарантия 12 месяцев со дня получения, она покрывает трещины корпуса и ручки при обычном использовании.',
          zh: '水壶自收货之日起保修12个月，正常使用下机身和把手的裂纹均在保修范围内。',
          evidenceIds: ['k:warranty-kettle', 'p:warranty'],
          class: 'documented',
        },
        {
          ru: 'Ваш заказ получен 2 дня назад, поэтому срок ещё идёт.',
          zh: '您的订单两天前签收，仍在保修期内。',
          evidenceIds: ['o:delivered'],
          class: 'order-fact',
        },
        {
          ru: 'Оформите возврат в разделе «Заказы → Вернуть товар», приложите эти фотографии, и мы рассмотрим заявку.',
          zh: '请在“订单 → 退货”中提交申请，附上这些照片，我们会处理。',
          evidenceIds: ['k:return-defect'],
          class: 'documented',
        },
      ],
      evidenceClass: 'order-fact',
      evidence: [
        {
          id: 'k:return-defect',
          kind: 'passage',
          title: 'Как вернуть товар с дефектом',
          textRu:
            'Возврат товара с дефектом оформляется в личном кабинете: «Заказы → Вернуть товар». К заявке приложите фото дефекта. Магазин рассматривает заявку.',
          textZh: '有缺陷的商品在个人中心“订单 → 退货”办理退货，申请需附上缺陷照片，由店铺审核。',
          entryId: 'return-defect',
          version: 3,
        },
        {
          id: 'k:warranty-kettle',
          kind: 'passage',
          title: 'Гарантия на чайники: что покрывает',
          textRu:
            'Гарантия на чайники 12 месяцев со дня получения. Покрывает отказ нагревателя, течь, трещины корпуса и ручки при обычном использовании. Не покрывает падения и накипь.',
          textZh:
            '水壶自收货之日起保修12个月，涵盖加热故障、漏水以及正常使用下机身和把手的裂纹，不包括摔落和水垢。',
          entryId: 'warranty-kettle',
          version: 2,
        },
        {
          id: 'p:warranty',
          kind: 'attribute',
          title: 'Карточка товара: гарантия',
          textRu: '12 месяцев с получения',
          textZh: '自收货起12个月',
          asOf: at(-20 * MINUTE),
        },
        {
          id: 'o:delivered',
          kind: 'order',
          title: 'Заказ 24210020-0117-1: получен',
          textRu: 'Доставлен покупателю 2 дня назад',
          textZh: '两天前送达买家',
          asOf: at(-6 * MINUTE),
        },
        {
          id: 'k:exchange',
          kind: 'passage',
          title: 'Обмен товара',
          textRu: 'Прямого обмена на Ozon нет: оформите возврат и закажите товар снова.',
          textZh: 'Ozon 不支持直接换货：请先退货再重新下单。',
          entryId: 'exchange-how',
          version: 1,
        },
      ],
      readingCard: {
        asked: [
          { ru: 'Что делать со сломанной ручкой?', zh: '把手坏了怎么办？' },
          { ru: 'Есть ли гарантия?', zh: '有保修吗？' },
        ],
        answered: [
          { ru: 'Гарантия 12 месяцев действует и покрывает трещину', zh: '保修12个月，裂纹在保修范围内' },
        ],
        promised: [{ ru: 'Рассмотреть заявку на возврат', zh: '处理退货申请' }],
        numbers: [{ ru: '12 месяцев' }, { ru: '2 дня' }],
        denied: [],
        buyerMust: [{ ru: 'Оформить возврат и приложить фото', zh: '提交退货申请并附上照片' }],
        open: [],
      },
    }),
    replies: [],
    order: delivered(at, '24210020-0117-1'),
    product: item,
    promises: [],
    notes: [],
    others: { total: 0, items: [] },
    readers: [],
    earlierDraft: null,
    decisions: [
      {
        kind: 'approve',
        actorName: 'Ли Вэй',
        reason: null,
        note: null,
        decidedAt: at(-12 * DAY + 24 * MINUTE),
      },
    ],
    draftError: null,
  }
}

function jacket(at: At): Case {
  const item = product(at, {
    sku: '1720044518',
    name: 'Куртка демисезонная Taiga Line «Ветер», синяя',
    nameZh: 'Taiga Line 春秋夹克，蓝色',
    category: { ru: 'Куртки', zh: '夹克' },
    attributes: [
      { key: 'fill', name: { ru: 'Утеплитель', zh: '填充物' }, value: { ru: 'синтепон', zh: '合成棉' } },
      { key: 'lining', name: { ru: 'Подкладка', zh: '里料' }, value: { ru: 'полиэстер', zh: '聚酯纤维' } },
    ],
    sizes: [
      { label: '46', measures: { chest: '90–93', waist: '76–79' }, stock: 3 },
      { label: '48', measures: { chest: '94–97', waist: '80–83' }, stock: 8 },
      { label: '50', measures: { chest: '98–101', waist: '84–87' }, stock: 5 },
      { label: '52', measures: { chest: '102–105', waist: '88–91' }, stock: 0 },
    ],
    price: { amount: 6490, oldAmount: null, currency: 'RUB', asOf: at(-50 * MINUTE) },
    warranty: { months: 0, startEvent: 'delivery', coverage: [], exclusions: [], serviceSteps: [] },
  })
  const text = 'подскажите какой размер брать на рост 178 и грудь 99? и когда привезете если закажу сегодня'
  return {
    conversation: conversation(at, {
      conversationId: 'c-jacket',
      buyerName: 'Алексей П.',
      product: rowProduct(item),
      lastBuyerText: text,
      lastBuyerAt: at(-3 * HOUR),
      category: 'product_attribute',
      dueAt: at(4 * HOUR + 40 * MINUTE),
      scheme: 'FBO',
    }),
    messages: [
      says(at, 'j1', 'buyer', 3 * HOUR + MINUTE, 'Здравствуйте'),
      says(at, 'j2', 'buyer', 3 * HOUR, text),
    ],
    draft: draft(at, 'd-jacket', {
      sentences: [
        hello('Алексей', '阿列克谢'),
        {
          ru: 'На обхват груди 99 см подходит размер 50: он рассчитан на 98–101 см.',
          zh: '胸围99厘米适合50码，该尺码对应98–101厘米。',
          evidenceIds: ['p:sizes'],
          class: 'computed',
        },
        {
          ru: 'Сейчас есть 5 курток этого размера.',
          zh: '该尺码目前有5件库存。',
          evidenceIds: ['p:stock'],
          class: 'documented',
        },
        {
          ru: 'Срок доставки зависит от вашего города, Ozon покажет его при оформлении заказа.',
          zh: '送达时间取决于您所在的城市，下单时Ozon会显示。',
          evidenceIds: ['k:delivery'],
          class: 'inferred',
        },
      ],
      evidenceClass: 'inferred',
      checks: [
        ...passingChecks(),
        {
          rule: 'weak-evidence',
          status: 'warn',
          span: 'Срок доставки зависит от вашего города',
          message: {
            en: 'One sentence has nothing documented behind it.',
            zh: '有一句话没有文件依据。',
            ru: 'За одним предложением нет документа.',
          },
        },
      ],
      evidence: [
        {
          id: 'p:sizes',
          kind: 'computed',
          title: 'Размер по таблице: грудь 99 см → 50',
          textRu: 'Размер 50: грудь 98–101 см',
          textZh: '50码：胸围98–101厘米',
        },
        {
          id: 'p:stock',
          kind: 'attribute',
          title: 'Остаток, размер 50',
          textRu: '5 шт.',
          textZh: '5件',
          asOf: at(-50 * MINUTE),
        },
        {
          id: 'k:delivery',
          kind: 'passage',
          title: 'Сроки доставки',
          textRu: 'Срок доставки считает Ozon по адресу покупателя.',
          textZh: '配送时间由Ozon按买家地址计算。',
          version: 1,
        },
      ],
      unanswered: ['когда привезете если закажу сегодня'],
      readingCard: {
        asked: [
          { ru: 'Какой размер на рост 178 и грудь 99?', zh: '身高178、胸围99穿什么码？' },
          { ru: 'Когда привезут?', zh: '什么时候送到？' },
        ],
        answered: [{ ru: 'Размер 50', zh: '50码' }],
        promised: [],
        numbers: [{ ru: '99 см' }, { ru: '98–101 см' }, { ru: '5 курток' }],
        denied: [],
        buyerMust: [],
        open: [{ ru: 'Точный срок доставки', zh: '确切的送达时间' }],
      },
    }),
    replies: [],
    order: null,
    product: item,
    promises: [],
    notes: [],
    others: { total: 0, items: [] },
    readers: [],
    earlierDraft: null,
    decisions: [],
    draftError: null,
  }
}

function order(at: At): Case {
  const text = 'Где мой заказ?? Обещали вчера!'
  return {
    conversation: conversation(at, {
      conversationId: 'c-order',
      buyerName: 'Ольга Николаевна',
      lastBuyerText: text,
      lastBuyerAt: at(-25 * HOUR),
      category: 'order_delivery',
      dueAt: at(-HOUR),
      windowUntil: null,
      windowRule: 'order_open',
      orderNumber: '31887401-0042',
    }),
    messages: [
      says(at, 'o1', 'buyer', 25 * HOUR, text),
      says(at, 'o2', 'marketplace', 25 * HOUR - 5 * MINUTE, 'Срок доставки заказа изменён.'),
    ],
    draft: draft(at, 'd-order', {
      sentences: [
        hello('Ольга Николаевна', '奥尔加·尼古拉耶夫娜'),
        { ru: 'Извините за ожидание.', zh: '抱歉让您久等了。', evidenceIds: [], class: 'courtesy' },
        {
          ru: 'Заказ 31887401-0042 в пути, Ozon планирует привезти его завтра.',
          zh: '订单 31887401-0042 正在配送，Ozon 计划明天送达。',
          evidenceIds: ['o:delivery'],
          class: 'order-fact',
        },
      ],
      evidenceClass: 'order-fact',
      evidence: [
        {
          id: 'o:delivery',
          kind: 'order',
          title: 'Заказ 31887401-0042-1: доставляется',
          textRu: 'Новая дата доставки: завтра',
          textZh: '新的送达日期：明天',
          asOf: at(-4 * MINUTE),
        },
      ],
      composer: 'model',
      model: 'qwen3-32b',
      promptVersion: 'reply/v2@9f3c21',
      readingCard: {
        asked: [{ ru: 'Где заказ?', zh: '订单在哪里？' }],
        answered: [{ ru: 'В пути, завтра', zh: '在途中，明天送达' }],
        promised: [{ ru: 'Доставка завтра (по плану Ozon)', zh: '明天送达（按Ozon计划）' }],
        numbers: [{ ru: '31887401-0042' }],
        denied: [],
        buyerMust: [],
        open: [],
      },
    }),
    replies: [],
    order: delivered(at, '31887401-0042-1', {
      status: 'delivering',
      deliveredAt: null,
      deliveryFrom: at(DAY),
      deliveryUntil: at(DAY),
      trackingNumber: '3188740100421',
    }),
    product: null,
    promises: [],
    notes: [],
    others: { total: 0, items: [] },
    readers: [],
    earlierDraft: null,
    decisions: [],
    draftError: null,
  }
}

function legal(at: At): Case {
  const text = 'Верните деньги или я иду в Роспотребнадзор и в суд. Третий день молчите!'
  return {
    conversation: conversation(at, {
      conversationId: 'c-legal',
      buyerName: 'Игорь В.',
      lastBuyerText: text,
      lastBuyerAt: at(-5 * HOUR),
      category: 'complaint',
      route: 'escalate',
      dueAt: at(100 * MINUTE),
      riskFlags: ['legal_threat'],
      case: {
        stage: 'investigate',
        assignedTo: { id: 'u-olga', name: 'Ольга Смирнова' },
        waits: { waitsFor: 'warehouse', since: at(-90 * MINUTE), note: 'Ждём акт о возврате' },
        outcome: null,
        outcomeAt: null,
        reopened: 0,
        merged: null,
      },
      orderNumber: '29011873-0008',
    }),
    messages: [says(at, 'l1', 'buyer', 5 * HOUR, text)],
    draft: draft(at, 'd-legal', {
      kind: 'handover',
      route: 'escalate',
      sentences: [
        hello('Игорь', '伊戈尔'),
        {
          ru: 'Мы получили ваше обращение и передали его ответственному сотруднику.',
          zh: '我们已收到您的诉求，并转交给负责人员。',
          evidenceIds: [],
          class: 'courtesy',
        },
      ],
      evidenceClass: 'courtesy',
      evidence: [],
      readingCard: {
        asked: [{ ru: 'Вернуть деньги', zh: '退款' }],
        answered: [],
        promised: [{ ru: 'Передать ответственному', zh: '转交负责人' }],
        numbers: [],
        denied: [],
        buyerMust: [],
        open: [{ ru: 'Возврат денег', zh: '退款问题' }],
      },
      unanswered: ['Верните деньги'],
    }),
    replies: [],
    order: null,
    product: null,
    promises: [],
    notes: [
      {
        id: 'note-legal',
        kind: 'note',
        author: { id: 'u-chen', name: 'Чэнь Юй' },
        text: '@Ли Вэй 买家上个月也投诉过，请先查看旧订单再答复。',
        mentions: [{ id: 'u-me', name: 'Ли Вэй' }],
        createdAt: at(-20 * MINUTE),
      },
    ],
    others: {
      total: 1,
      items: [
        {
          conversationId: 'c-sent',
          channel: 'ozon-chat',
          status: 'answered',
          rating: null,
          product: null,
          lastBuyerText: 'Спасибо, тогда жду возврат до пятницы',
          lastMessageAt: at(-26 * DAY),
          isMerged: false,
          isSuggested: true,
          isUnanswered: false,
          revision: 1,
          link: 'buyer',
          openPromises: 1,
        },
      ],
    },
    readers: [],
    earlierDraft: null,
    decisions: [],
    draftError: null,
  }
}

function blocked(at: At): Case {
  const text = 'А если напрямую у вас купить, скидка будет? Напишите номер'
  return {
    conversation: conversation(at, {
      conversationId: 'c-blocked',
      buyerName: 'Тимур',
      lastBuyerText: text,
      lastBuyerAt: at(-2 * HOUR),
      category: 'stock_price',
      dueAt: at(6 * HOUR),
    }),
    messages: [says(at, 'b1', 'buyer', 2 * HOUR, text)],
    draft: draft(at, 'd-blocked', {
      sentences: [
        hello('Тимур', '铁木尔'),
        {
          ru: 'Позвоните нам: +7 900 000-00-00.',
          zh: '请致电我们：+7 900 000-00-00。',
          evidenceIds: [],
          class: 'inferred',
        },
      ],
      evidenceClass: 'inferred',
      evidence: [],
      checks: [
        {
          rule: 'no-contacts',
          status: 'block',
          span: '+7 900 000-00-00',
          message: {
            en: 'Ozon forbids phone numbers in replies.',
            zh: 'Ozon 禁止在回复中留电话号码。',
            ru: 'Ozon запрещает телефоны в ответах.',
          },
        },
        ...passingChecks(),
      ],
      readingCard: {
        asked: [{ ru: 'Скидка при покупке напрямую', zh: '直接购买是否有折扣' }],
        answered: [],
        promised: [],
        numbers: [{ ru: '+7 900 000-00-00' }],
        denied: [],
        buyerMust: [{ ru: 'Позвонить', zh: '打电话' }],
        open: [],
      },
    }),
    replies: [],
    order: null,
    product: null,
    promises: [],
    notes: [],
    others: { total: 0, items: [] },
    readers: [],
    earlierDraft: null,
    decisions: [],
    draftError: null,
  }
}

function powerBank(at: At): Case {
  const text = 'Пишут 20000 мач а в самолет его пустят? и заряжает ли ноутбук'
  return {
    conversation: conversation(at, {
      conversationId: 'c-claimed',
      buyerName: 'Денис',
      lastBuyerText: text,
      lastBuyerAt: at(-4 * HOUR),
      category: 'compatibility',
      dueAt: at(5 * HOUR),
      claimedBy: { id: 'u-anna', name: 'Чэнь Юй' },
      claimedUntil: at(30 * MINUTE),
    }),
    messages: [says(at, 'pb1', 'buyer', 4 * HOUR, text)],
    draft: null,
    replies: [],
    order: null,
    product: null,
    promises: [],
    notes: [],
    others: { total: 0, items: [] },
    readers: [],
    earlierDraft: null,
    decisions: [
      {
        kind: 'refuse',
        actorName: 'Чэнь Юй',
        reason: 'wrong_fact',
        note: '160 Вт·ч, не 100',
        decidedAt: at(-HOUR),
      },
    ],
    draftError: null,
  }
}

function thanks(at: At): Case {
  const text = 'Спасибо, всё пришло, очень довольны!'
  return {
    conversation: conversation(at, {
      conversationId: 'c-thanks',
      buyerName: 'Светлана',
      lastBuyerText: text,
      category: 'thanks',
      route: 'no_reply',
      leavesAt: null,
      draftState: 'none',
    }),
    messages: [says(at, 't1', 'buyer', HOUR, text)],
    draft: null,
    replies: [],
    order: null,
    product: null,
    promises: [],
    notes: [],
    others: { total: 0, items: [] },
    readers: [],
    earlierDraft: null,
    decisions: [],
    draftError: null,
  }
}

function sent(at: At): Case {
  const reply = 'Здравствуйте! Да, чехол подходит к этой модели: размеры 162 × 76 мм.'
  return {
    conversation: conversation(at, {
      conversationId: 'c-sent',
      buyerName: 'Кирилл',
      lastBuyerText: 'Чехол подойдёт на модель 2024 года?',
      category: 'compatibility',
      status: 'answered',
      leavesAt: null,
      draftState: 'none',
      replyState: 'visible',
      promiseOverdueSince: at(-2 * HOUR),
    }),
    messages: [
      says(at, 's1', 'buyer', 2 * HOUR, 'Чехол подойдёт на модель 2024 года?'),
      { ...says(at, 's2', 'seller', HOUR, reply), replyState: 'visible' },
    ],
    draft: null,
    replies: [
      {
        id: 'r-sent',
        text: reply,
        evidenceClass: 'documented',
        status: 'visible',
        approvedBy: 'Ли Вэй',
        createdAt: at(-HOUR),
        sendAt: null,
        visibleAt: at(-HOUR + 4000),
        failureCode: null,
        failureReason: null,
        canUndo: false,
      },
    ],
    order: null,
    product: null,
    promises: [fakePromise(at)],
    notes: [],
    others: { total: 0, items: [] },
    readers: [],
    earlierDraft: null,
    decisions: [{ kind: 'approve', actorName: 'Ли Вэй', reason: null, note: null, decidedAt: at(-HOUR) }],
    draftError: null,
  }
}
