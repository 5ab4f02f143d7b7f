import type { orders } from '../db/schema/knowledge.ts'
import type { Fact } from '../domain/draft.ts'
import {
  chineseDate,
  type Day,
  daysBetween,
  moscowDay,
  russianDate,
  startOfDay,
} from '../domain/moscow-time.ts'
import { asOfPrefix } from './as-of-prefix.ts'
import { orderStatus } from './order-status.ts'
import { returnText } from './return-status.ts'

export type OrderRow = typeof orders.$inferSelect

type Options = {
  now: Date
  /** The marketplace could not be asked: every sentence says as of when it holds. */
  isStale: boolean
  /** Set when the order has several parcels: facts of this one are told apart by its place and number. */
  parcel?: { index: number; postingNumber: string } | undefined
}
type Line = { id: string; title: string; ru: string; zh: string }

/** What may be told about one parcel. Every date is that of Moscow. */
export function describeOrder(order: OrderRow, { now, isStale, parcel }: Options): Fact[] {
  const lines = [
    statusLine(order, now),
    schemeLine(order),
    deliveryLine(order, now),
    shipmentLine(order, now),
    trackingLine(order),
    cancelLine(order),
    itemsLine(order),
    ...order.returns.map((one, index): Line => {
      const words = returnText(one.status)
      return {
        id: index === 0 ? 'return' : `return${index + 1}`,
        title: 'Возврат',
        ru: words.ru,
        zh: words.zh,
      }
    }),
  ].filter((line) => line !== undefined)
  const asOf = order.asOf.toISOString()
  return lines.map((line): Fact => {
    const told = isStale ? withAsOf(line, order.asOf, now) : line
    const ofParcel = parcel ? withParcel(told, parcel) : told
    return {
      id: `o:${ofParcel.id}`,
      kind: 'order',
      title: ofParcel.title,
      textRu: ofParcel.ru,
      textZh: ofParcel.zh,
      asOf,
    }
  })
}

function statusLine({ status, deliveredAt }: OrderRow, now: Date): Line | undefined {
  const known = orderStatus(status)
  if (!known) return undefined
  const { ru, zh } = known.text
  const line = { id: 'status', title: 'Статус заказа', ru, zh }
  if (known.phase !== 'delivered' || !deliveredAt) return line
  const [day, today] = [moscowDay(deliveredAt), moscowDay(now)]
  return {
    ...line,
    ru: `Заказ доставлен ${russianDate(day, today)}.`,
    zh: `订单已于${chineseDate(day, today)}送达。`,
  }
}

const SCHEMES: Record<string, { ru: string; zh: string }> = {
  FBO: {
    ru: 'Заказ отправляется со склада Ozon, доставкой занимается Ozon.',
    zh: '订单从 Ozon 仓库发货,由 Ozon 配送(FBO)。',
  },
  FBS: {
    ru: 'Заказ отправляется со склада магазина, доставкой занимается Ozon.',
    zh: '订单从店铺仓库发货,由 Ozon 配送(FBS)。',
  },
  rFBS: {
    ru: 'Заказ отправляется со склада магазина, доставку организует магазин.',
    zh: '订单从店铺仓库发货,由店铺安排配送(rFBS)。',
  },
}

function schemeLine({ scheme }: OrderRow): Line | undefined {
  const words = SCHEMES[scheme]
  return words && { id: 'scheme', title: 'Схема доставки', ...words }
}

function deliveryLine(order: OrderRow, now: Date): Line | undefined {
  const phase = orderStatus(order.status)?.phase
  const lastMoment = order.deliveryUntil ?? order.deliveryFrom
  if (!lastMoment || phase === 'delivered' || phase === 'cancelled') return undefined
  const today = moscowDay(now)
  const last = lastDayOf(lastMoment, order.deliveryFrom)
  const line = { id: 'delivery', title: 'Срок доставки' }
  if (daysBetween(last, today) > 0) {
    return {
      ...line,
      ru: `Плановый срок доставки (${russianDate(last, today)}) уже прошёл.`,
      zh: `预计送达日期(${chineseDate(last, today)})已过。`,
    }
  }
  const first = order.deliveryFrom ? moscowDay(order.deliveryFrom) : last
  if (daysBetween(first, last) <= 0) {
    return {
      ...line,
      ru: `Плановая дата доставки — ${russianDate(last, today)}.`,
      zh: `预计送达日期:${chineseDate(last, today)}。`,
    }
  }
  return {
    ...line,
    ru: `Доставка запланирована на период ${russianPeriod(first, last, today)}.`,
    zh: `预计送达时间:${chineseDate(first, today)}至${chineseDate(last, today)}。`,
  }
}

/** An interval that ends at midnight ends with the day before. */
function lastDayOf(until: Date, from: Date | null): Day {
  const day = moscowDay(until)
  const isMidnight = startOfDay(day).getTime() === until.getTime()
  return isMidnight && from && from < until ? moscowDay(new Date(until.getTime() - 1)) : day
}

/** «с 24 по 26 ноября», «с 30 ноября по 2 декабря». */
function russianPeriod(first: Day, last: Day, today: Day): string {
  const sameMonth = first.month === last.month && first.year === last.year
  const start = sameMonth ? String(first.day) : russianDate(first, first.year === last.year ? first : today)
  return `с ${start} по ${russianDate(last, today)}`
}

function shipmentLine({ status, shipmentDate }: OrderRow, now: Date): Line | undefined {
  const phase = orderStatus(status)?.phase
  if (!shipmentDate || !phase || phase === 'cancelled' || phase === 'disputed') return undefined
  const [day, today] = [moscowDay(shipmentDate), moscowDay(now)]
  if (phase !== 'preparing') {
    return {
      id: 'shipped',
      title: 'Передан в доставку',
      ru: `Заказ передан в доставку ${russianDate(day, today)}.`,
      zh: `订单已于${chineseDate(day, today)}交付物流。`,
    }
  }
  if (daysBetween(day, today) > 0) return undefined
  return {
    id: 'ship_by',
    title: 'Срок передачи в доставку',
    ru: `По плану заказ передадут в доставку не позднее ${russianDate(day, today)}.`,
    zh: `计划最迟于${chineseDate(day, today)}交付物流。`,
  }
}

function trackingLine({ trackingNumber }: OrderRow): Line | undefined {
  if (!trackingNumber) return undefined
  return {
    id: 'tracking',
    title: 'Трек-номер',
    ru: `Трек-номер отправления: ${trackingNumber}.`,
    zh: `运单号:${trackingNumber}。`,
  }
}

function cancelLine({ status, cancelReason }: OrderRow): Line | undefined {
  if (!cancelReason || orderStatus(status)?.phase !== 'cancelled') return undefined
  return {
    id: 'cancel_reason',
    title: 'Причина отмены',
    ru: `Причина отмены, указанная на Ozon: «${cancelReason}».`,
    zh: `Ozon 上注明的取消原因:“${cancelReason}”。`,
  }
}

function itemsLine({ products }: OrderRow): Line | undefined {
  const items = products.filter((item) => item.name).map((item) => `${item.name} — ${item.quantity} шт.`)
  if (items.length === 0) return undefined
  const list = items.join('; ')
  return { id: 'items', title: 'Состав заказа', ru: `В заказе: ${list}`, zh: `订单内容:${list}` }
}

function withAsOf(line: Line, asOf: Date, now: Date): Line {
  const prefix = asOfPrefix(asOf, now)
  return { ...line, ru: `${prefix.ru}: ${lowerFirst(line.ru)}`, zh: `${prefix.zh}:${line.zh}` }
}

function withParcel(line: Line, { index, postingNumber }: { index: number; postingNumber: string }): Line {
  return {
    ...line,
    id: `${index}:${line.id}`,
    ru: `Отправление ${postingNumber}: ${lowerFirst(line.ru)}`,
    zh: `包裹 ${postingNumber}:${line.zh}`,
  }
}

const lowerFirst = (text: string): string =>
  /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
