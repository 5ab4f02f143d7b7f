import type { Fact } from '../domain/draft.ts'
import { chineseDate, moscowDay, russianDate } from '../domain/moscow-time.ts'
import { plural } from '../domain/plural.ts'
import { returnDeadline } from '../domain/return-deadline.ts'
import { orderStatus } from './order-status.ts'
import type { OrderRow } from './rows.ts'

/** Until when goods of good quality go back. Says nothing of whether these goods may: that is for the policies. */
export function describeReturnDeadline(order: Pick<OrderRow, 'status' | 'deliveredAt'>, now: Date): Fact[] {
  if (orderStatus(order.status)?.phase !== 'delivered' || !order.deliveredAt) return []
  const { lastDay, daysLeft } = returnDeadline(order.deliveredAt, now)
  const today = moscowDay(now)
  const [ru, zh] = [russianDate(lastDay, today), chineseDate(lastDay, today)]
  const isOver = daysLeft < 0
  const left =
    daysLeft === 0
      ? { ru: 'сегодня последний день', zh: '今天是最后一天' }
      : {
          ru: `${plural(daysLeft, 'остался', 'осталось', 'осталось')} ${daysLeft} ${plural(daysLeft, 'день', 'дня', 'дней')}`,
          zh: `还剩 ${daysLeft} 天`,
        }
  return [
    {
      id: 'c:return_deadline',
      kind: 'computed',
      title: 'Срок возврата',
      textRu: isOver
        ? `Срок возврата исправного товара (7 дней после получения) закончился ${ru}.`
        : `Срок возврата исправного товара — до ${ru} включительно (7 дней после получения), ${left.ru}.`,
      textZh: isOver
        ? `完好商品的退货期限(收货后 7 天)已于${zh}结束。`
        : `完好商品的退货期限至${zh}(含当日，收货后 7 天),${left.zh}。`,
    },
  ]
}
