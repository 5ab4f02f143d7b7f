import type { Bilingual } from '../domain/product.ts'

const text = (ru: string, zh: string): Required<Bilingual> => ({ ru, zh })

const UNDER_REVIEW = text('Заявка на возврат на рассмотрении.', '退货申请正在审核。')
const APPROVED = text('Заявка на возврат одобрена.', '退货申请已批准。')
const REJECTED = text('Заявка на возврат отклонена.', '退货申请被拒绝。')
const CALLED_OFF = text('Заявка на возврат отменена.', '退货申请已取消。')
const TO_SHOP = text('Товар по возврату в пути на склад магазина.', '退货商品正运往店铺仓库。')
const REFUNDED = text('По данным Ozon, деньги за возврат перечислены.', '据 Ozon 数据，退款已汇出。')

/** States of a return that concern the buyer. The others are between shop and marketplace and are not retold. */
const STATES: Record<string, Required<Bilingual>> = {
  CreatedByClient: UNDER_REVIEW,
  OnSellerApproval: UNDER_REVIEW,
  Approved: APPROVED,
  ApprovedByOzon: APPROVED,
  Rejected: REJECTED,
  CrmRejected: REJECTED,
  Cancelled: CALLED_OFF,
  CancelledDisputeNotOpen: CALLED_OFF,
  WaitingShipment: text('Товар по возврату ожидает отправки.', '退货商品等待发运。'),
  MovingToSeller: TO_SHOP,
  ReturningToSellerByCourier: TO_SHOP,
  ReturningByCourier: TO_SHOP,
  ReceivedBySeller: text('Магазин получил товар по возврату.', '店铺已收到退货商品。'),
  MovingToOzon: text('Товар по возврату в пути на склад Ozon.', '退货商品正运往 Ozon 仓库。'),
  ReturnedToOzon: text('Товар по возврату поступил на склад Ozon.', '退货商品已到 Ozon 仓库。'),
  ReturnMoneyApproved: text('Возврат денег одобрен.', '退款已批准。'),
  MoneyReturned: REFUNDED,
  MoneyReturnedBySystem: REFUNDED,
  PartialCompensationInProcess: text('Частичный возврат денег одобрен.', '部分退款已批准。'),
  PartialCompensationReturned: text(
    'По данным Ozon, часть денег возвращена.',
    '据 Ozon 数据，部分款项已退回。',
  ),
}

const SOME_RETURN = text('По этому заказу оформлен возврат.', '该订单已办理退货。')

export function returnText(status: string): Required<Bilingual> {
  return (Object.hasOwn(STATES, status) && STATES[status]) || SOME_RETURN
}
