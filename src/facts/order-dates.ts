import {
  chineseDate,
  type Day,
  daysBetween,
  moscowDay,
  russianDate,
  startOfDay,
} from '../domain/moscow-time.ts'
import { orderStatus } from './order-status.ts'
import type { OrderRow } from './rows.ts'

export type OrderLine = { id: string; title: string; ru: string; zh: string }

/** When it comes, or that it should have come; nothing once it has. */
export function deliveryLine(order: OrderRow, now: Date): OrderLine | undefined {
  const phase = orderStatus(order.status)?.phase
  const lastMoment = order.deliveryUntil ?? order.deliveryFrom
  if (!lastMoment || phase === 'delivered' || phase === 'cancelled') return undefined
  const today = moscowDay(now)
  const last = lastDayOf(lastMoment, order.deliveryFrom)
  const line = { id: 'delivery', title: 'Когда придёт заказ' }
  if (daysBetween(last, today) > 0) {
    return {
      ...line,
      ru: `Плановый срок доставки заказа (${russianDate(last, today)}) уже прошёл.`,
      zh: `预计送达日期(${chineseDate(last, today)})已过。`,
    }
  }
  const first = order.deliveryFrom ? moscowDay(order.deliveryFrom) : last
  if (daysBetween(first, last) <= 0) {
    return {
      ...line,
      ru: `Плановая дата доставки заказа — ${russianDate(last, today)}.`,
      zh: `预计送达日期:${chineseDate(last, today)}。`,
    }
  }
  return {
    ...line,
    ru: `Доставка заказа запланирована на период ${russianPeriod(first, last, today)}.`,
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

/** When it was ordered: what a warranty from the purchase counts from. */
export function orderedLine({ paidAt, createdAt }: OrderRow, now: Date): OrderLine | undefined {
  const at = paidAt ?? createdAt
  if (!at) return undefined
  const [day, today] = [moscowDay(at), moscowDay(now)]
  return {
    id: 'ordered',
    title: 'Когда оформлен заказ',
    ru: `Заказ оформлен ${russianDate(day, today)}.`,
    zh: `订单于${chineseDate(day, today)}下单。`,
  }
}

/** When it left; before that, by when it is to leave, while that is still ahead. */
export function shipmentLine({ status, shipmentDate }: OrderRow, now: Date): OrderLine | undefined {
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
