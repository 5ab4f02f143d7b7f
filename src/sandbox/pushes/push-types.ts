/** The kinds one can subscribe to, in the marketplace's order, with its own descriptions. */
export const PUSH_TYPES = [
  ['TYPE_NEW_MESSAGE', 'Новое сообщение в чате'],
  ['TYPE_UPDATE_MESSAGE', 'Изменение сообщения в чате'],
  ['TYPE_MESSAGE_READ', 'Сообщение прочитано'],
  ['TYPE_CHAT_CLOSED', 'Чат закрыт'],
  ['TYPE_NEW_POSTING', 'Новое отправление'],
  ['TYPE_POSTING_CANCELLED', 'Отмена отправления'],
  ['TYPE_STATE_CHANGED', 'Изменение статуса отправления'],
  ['TYPE_DELIVERY_DATE_CHANGED', 'Изменение даты доставки'],
  ['TYPE_CUTOFF_DATE_CHANGED', 'Изменение даты отгрузки'],
  ['TYPE_CREATE_OR_UPDATE_ITEM', 'Создание или изменение товара'],
  ['TYPE_STOCKS_CHANGED', 'Изменение остатков на складах продавца'],
  ['TYPE_FBO_POSTING_NEW', 'Новое отправление FBO'],
  ['TYPE_FBO_POSTING_CANCELLED', 'Отмена отправления FBO'],
  ['TYPE_FBO_POSTING_STATE_CHANGED', 'Изменение статуса отправления FBO'],
  ['TYPE_FBO_POSTING_DELIVERY_DATE_CHANGED', 'Изменение даты доставки FBO'],
  ['TYPE_FBO_STOCKS_CHANGED', 'Изменение остатков на складах Ozon'],
  ['TYPE_ORDER_NEW', 'Новый заказ'],
  ['TYPE_ORDER_CANCELLED', 'Отмена заказа'],
  ['TYPE_ORDER_STATE_CHANGED', 'Изменение статуса заказа'],
] as const

export type PushType = (typeof PUSH_TYPES)[number][0]

export const PUSH_TYPE_NAMES: readonly PushType[] = PUSH_TYPES.map(([name]) => name)

export function describePushType(type: string): string {
  return PUSH_TYPES.find(([name]) => name === type)?.[1] ?? type
}
