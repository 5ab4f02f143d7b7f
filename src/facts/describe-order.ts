import type { Fact } from '../domain/draft.ts'
import { chineseDate, moscowDay, russianDate } from '../domain/moscow-time.ts'
import { asOfPrefix } from './as-of-prefix.ts'
import { lowerFirst } from './lower-first.ts'
import { deliveryLine, type OrderLine, orderedLine, shipmentLine } from './order-dates.ts'
import { orderStatus } from './order-status.ts'
import { returnText } from './return-status.ts'
import type { OrderRow } from './rows.ts'

type Options = {
  now: Date
  /** The marketplace could not be asked: what may have changed since says as of when it holds. */
  isStale: boolean
  /** Set when the order has several parcels: facts of this one are told apart by its place and number. */
  parcel?: { index: number; postingNumber: string } | undefined
}

/** What may be told about one parcel, what buyers ask most first. Every date is that of Moscow. */
export function describeOrder(order: OrderRow, { now, isStale, parcel }: Options): Fact[] {
  const lines = [
    statusLine(order, now),
    deliveryLine(order, now),
    shipmentLine(order, now),
    trackingLine(order),
    cancelLine(order),
    ...order.returns.map((one, index): OrderLine => {
      const words = returnText(one.status)
      return {
        id: index === 0 ? 'return' : `return${index + 1}`,
        title: 'Возврат',
        ru: words.ru,
        zh: words.zh,
      }
    }),
    orderedLine(order, now),
    schemeLine(order),
    itemsLine(order),
  ].filter((line) => line !== undefined)
  const asOf = order.asOf.toISOString()
  return lines.map((line): Fact => {
    const told = isStale && mayHaveChanged(line, order) ? withAsOf(line, order.asOf, now) : line
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

function statusLine({ status, deliveredAt }: OrderRow, now: Date): OrderLine | undefined {
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
    zh: '订单从 Ozon 仓库发货，由 Ozon 配送(FBO)。',
  },
  FBS: {
    ru: 'Заказ отправляется со склада магазина, доставкой занимается Ozon.',
    zh: '订单从店铺仓库发货，由 Ozon 配送(FBS)。',
  },
  rFBS: {
    ru: 'Заказ отправляется со склада магазина, доставку организует магазин.',
    zh: '订单从店铺仓库发货，由店铺安排配送(rFBS)。',
  },
}

function schemeLine({ scheme }: OrderRow): OrderLine | undefined {
  const words = SCHEMES[scheme]
  return words && { id: 'scheme', title: 'Схема', ...words }
}

function trackingLine({ trackingNumber }: OrderRow): OrderLine | undefined {
  if (!trackingNumber) return undefined
  return {
    id: 'tracking',
    title: 'Трек-номер',
    ru: `Трек-номер отправления: ${trackingNumber}.`,
    zh: `运单号:${trackingNumber}。`,
  }
}

function cancelLine({ status, cancelReason }: OrderRow): OrderLine | undefined {
  if (!cancelReason || orderStatus(status)?.phase !== 'cancelled') return undefined
  return {
    id: 'cancel_reason',
    title: 'Причина отмены',
    ru: `Причина отмены, указанная на Ozon: «${cancelReason}».`,
    zh: `Ozon 上注明的取消原因：“${cancelReason}”。`,
  }
}

function itemsLine({ products }: OrderRow): OrderLine | undefined {
  const items = products.filter((item) => item.name).map((item) => `${item.name} — ${item.quantity} шт.`)
  if (items.length === 0) return undefined
  const list = items.join('; ')
  return { id: 'items', title: 'Товары', ru: `В заказе: ${list}`, zh: `订单内容:${list}` }
}

/** What an order contains and how it is sent stays; an order that arrived or was cancelled does not move on. */
function mayHaveChanged({ id }: OrderLine, { status }: OrderRow): boolean {
  const phase = orderStatus(status)?.phase
  if (id === 'status') return phase !== 'delivered' && phase !== 'cancelled'
  return id === 'delivery' || id === 'ship_by' || id.startsWith('return')
}

function withAsOf(line: OrderLine, asOf: Date, now: Date): OrderLine {
  const prefix = asOfPrefix(asOf, now)
  return { ...line, ru: `${prefix.ru}: ${lowerFirst(line.ru)}`, zh: `${prefix.zh}：${line.zh}` }
}

function withParcel(
  line: OrderLine,
  { index, postingNumber }: { index: number; postingNumber: string },
): OrderLine {
  return {
    ...line,
    id: `${index}:${line.id}`,
    ru: `Отправление ${postingNumber}: ${lowerFirst(line.ru)}`,
    zh: `包裹 ${postingNumber}：${line.zh}`,
  }
}
