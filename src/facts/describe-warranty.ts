import type { Fact } from '../domain/draft.ts'
import { chineseDate, type Day, moscowDay, russianDate } from '../domain/moscow-time.ts'
import { plural } from '../domain/plural.ts'
import type { WarrantyFacts } from '../domain/product.ts'
import { defectClaimTerm, warrantyTerm } from '../domain/warranty.ts'
import { describeWarrantyLists } from './describe-warranty-lists.ts'
import type { FoundWarranty } from './find-warranty.ts'
import { orderStatus } from './order-status.ts'
import type { OrderRow } from './rows.ts'

type Bought = Pick<OrderRow, 'status' | 'deliveredAt' | 'paidAt' | 'createdAt'>

/**
 * What the warranty promises, and from when to when for this buyer. `order` is the parcel with the product. Terms
 * of an entry name it, so that the agent sees where they come from and what they hold for.
 */
export function describeWarranty(
  { terms: warranty, source }: FoundWarranty,
  order: Bought | undefined,
  now: Date,
): Fact[] {
  const dates = warranty.months > 0 ? warrantyDates(warranty, order, now) : defectDates(order, now)
  const facts = [lengthFact(warranty), ...describeWarrantyLists(warranty), ...dates]
  if (!source) return facts
  const { entryId, version, scope } = source
  return facts.map((fact) => ({ ...fact, title: `${fact.title} (${SCOPES[scope]})`, entryId, version }))
}

const SCOPES = {
  sku: 'условия для этого товара',
  category: 'условия для категории',
  brand: 'условия для бренда',
} as const

function lengthFact({ months, startEvent }: WarrantyFacts): Fact {
  const head = { id: 'p:warranty', kind: 'attribute' as const, title: 'Гарантия' }
  if (months <= 0) {
    return {
      ...head,
      textRu: 'Гарантийный срок на этот товар не установлен.',
      textZh: '该商品未设定保修期。',
    }
  }
  const isDelivery = startEvent === 'delivery'
  return {
    ...head,
    textRu: `Гарантия на этот товар — ${months} ${plural(months, 'месяц', 'месяца', 'месяцев')} со дня ${isDelivery ? 'получения' : 'покупки'}.`,
    textZh: `该商品保修期为 ${months} 个月，自${isDelivery ? '收货' : '购买'}之日起计算。`,
  }
}

function warrantyDates(warranty: WarrantyFacts, order: Bought | undefined, now: Date): Fact[] {
  if (!order) return []
  const phase = orderStatus(order.status)?.phase
  if (phase === 'cancelled') return []
  const isFromDelivery = warranty.startEvent === 'delivery'
  const moments = { deliveredAt: order.deliveredAt, purchasedAt: order.paidAt ?? order.createdAt }
  const term = warrantyTerm(warranty, moments, now)
  if (!term) {
    return isFromDelivery && phase !== 'delivered'
      ? [
          computed(
            'warranty_start',
            'Начало гарантии',
            'Гарантия начнёт действовать со дня получения заказа.',
            '保修自收货之日起计算。',
          ),
        ]
      : []
  }
  const today = moscowDay(now)
  const event = isFromDelivery
    ? { ru: 'со дня получения', zh: '收货日' }
    : { ru: 'со дня покупки', zh: '购买日' }
  return [
    computed(
      'warranty_start',
      'Начало гарантии',
      `Гарантия ${term.daysLeft < 0 ? 'действовала' : 'действует'} с ${russianDate(term.start, today)} (${event.ru}).`,
      `保修自${chineseDate(term.start, today)}(${event.zh})起生效。`,
    ),
    ...endFacts('warranty', term.end, term.daysLeft, today),
    // The law's two years outlast a shorter warranty.
    ...(term.daysLeft < 0 ? defectDates(order, now) : []),
  ]
}

function endFacts(id: string, end: Day, daysLeft: number, today: Day): Fact[] {
  const [ru, zh] = [russianDate(end, today), chineseDate(end, today)]
  if (daysLeft < 0) {
    return [
      computed(`${id}_end`, 'Конец гарантии', `Гарантийный срок закончился ${ru}.`, `保修期已于${zh}结束。`),
    ]
  }
  const days = `${daysLeft} ${plural(daysLeft, 'день', 'дня', 'дней')}`
  const left = plural(daysLeft, 'остался', 'осталось', 'осталось')
  return [
    computed(
      `${id}_end`,
      'Конец гарантии',
      `Гарантия действует до ${ru} включительно.`,
      `保修期至${zh}(含当日)。`,
    ),
    computed(
      `${id}_left`,
      'Остаток гарантии',
      daysLeft === 0 ? 'Сегодня последний день гарантии.' : `До конца гарантии ${left} ${days}.`,
      daysLeft === 0 ? '今天是保修最后一天。' : `距保修结束还有 ${daysLeft} 天。`,
    ),
  ]
}

/** Without a set warranty the law's two years for a defect are what the buyer can count on. */
function defectDates(order: Bought | undefined, now: Date): Fact[] {
  if (!order?.deliveredAt) return []
  const { end, daysLeft } = defectClaimTerm(order.deliveredAt, now)
  const today = moscowDay(now)
  const [ru, zh] = [russianDate(end, today), chineseDate(end, today)]
  return [
    computed(
      'defect_claim_end',
      'Срок для требований о недостатке',
      daysLeft < 0
        ? `Двухлетний срок, в который можно заявить о производственном недостатке, закончился ${ru}.`
        : `О производственном недостатке можно заявить до ${ru} включительно (2 года со дня получения).`,
      daysLeft < 0
        ? `可就产品缺陷提出要求的两年期限已于${zh}结束。`
        : `可在${zh}(含当日)前就产品缺陷提出要求(自收货起两年)。`,
    ),
  ]
}

const computed = (id: string, title: string, textRu: string, textZh: string): Fact => ({
  id: `c:${id}`,
  kind: 'computed',
  title,
  textRu,
  textZh,
})
