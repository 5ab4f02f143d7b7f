import type { Evidence } from '../domain/draft.ts'
import { describeOrder } from './describe-order.ts'
import type { OrderRow } from './rows.ts'

/**
 * What the agent may look at of an order whose number the buyer only typed. Evidence and no fact: no composer gets it,
 * so that no draft can tell a stranger what somebody else ordered.
 */
export function hintAtOrder(
  parcels: readonly OrderRow[],
  { now, isStale }: { now: Date; isStale: boolean },
): Evidence[] {
  return parcels.map((parcel, index): Evidence => {
    const { postingNumber, asOf } = parcel
    const told = describeOrder(parcel, { now, isStale })
    return {
      id: `u:order:${index + 1}`,
      kind: 'order',
      title: `Заказ ${postingNumber}: номер назван в тексте, не подтверждён`,
      textRu: [
        'Ozon не связывает этот чат с этим заказом: он может принадлежать другому покупателю. Не сообщайте его данные, пока не проверите.',
        ...told.map((fact) => fact.textRu),
      ].join('\n'),
      textZh: [
        'Ozon 未将此聊天与该订单关联，订单可能属于其他买家。核实之前请勿透露订单信息。',
        ...told.map((fact) => fact.textZh ?? fact.textRu),
      ].join('\n'),
      asOf: asOf.toISOString(),
    }
  })
}
