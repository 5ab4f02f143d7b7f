import type { Bilingual } from '../domain/product.ts'

type OrderPhase = 'preparing' | 'on_the_way' | 'delivered' | 'cancelled' | 'disputed'

type Status = { phase: OrderPhase; text: Required<Bilingual> }

const status = (phase: OrderPhase, ru: string, zh: string): Status => ({ phase, text: { ru, zh } })

/** Statuses of FBS, rFBS and FBO parcels and the stages of the road, in words for a buyer. */
const STATUSES: Record<string, Status> = {
  awaiting_registration: status(
    'preparing',
    'Заказ ожидает регистрации в службе доставки.',
    '订单等待物流登记。',
  ),
  awaiting_approve: status('preparing', 'Заказ ожидает подтверждения.', '订单等待确认。'),
  awaiting_verification: status('preparing', 'Заказ создан и проходит проверку.', '订单已创建，正在核验。'),
  awaiting_packaging: status('preparing', 'Заказ принят и ожидает сборки.', '订单已接收，等待打包。'),
  awaiting_deliver: status(
    'preparing',
    'Заказ собран и ожидает передачи в доставку.',
    '订单已打包，等待交付物流。',
  ),
  acceptance_in_progress: status('preparing', 'Служба доставки принимает заказ.', '物流正在揽收订单。'),
  not_accepted: status('preparing', 'Сортировочный центр пока не принял заказ.', '分拣中心尚未接收该订单。'),
  sent_by_seller: status('on_the_way', 'Заказ отправлен.', '订单已发出。'),
  driver_pickup: status('on_the_way', 'Заказ у водителя.', '订单在司机处。'),
  delivering: status('on_the_way', 'Заказ в пути.', '订单在途中。'),
  on_way_to_city: status('on_the_way', 'Заказ в пути в Ваш город.', '订单正运往您所在的城市。'),
  on_way_to_pickup_point: status('on_the_way', 'Заказ в пути в пункт выдачи.', '订单正运往取货点。'),
  in_pickup_point: status('on_the_way', 'Заказ ждёт Вас в пункте выдачи.', '订单已到取货点，等待您领取。'),
  transferred_to_courier_service: status('on_the_way', 'Заказ передают курьеру.', '订单正在移交快递员。'),
  in_courier_service: status('on_the_way', 'Заказ у курьера.', '订单在快递员处。'),
  conditionally_delivered: status(
    'on_the_way',
    'По данным Ozon, заказ условно доставлен.',
    '据 Ozon 数据，订单视为已送达。',
  ),
  client_arbitration: status(
    'disputed',
    'По доставке заказа на Ozon открыт спор.',
    '该订单的配送在 Ozon 上有争议处理中。',
  ),
  arbitration: status('disputed', 'По заказу на Ozon открыт спор.', '该订单在 Ozon 上有争议处理中。'),
  delivered: status('delivered', 'Заказ доставлен.', '订单已送达。'),
  cancelled: status('cancelled', 'Заказ отменён.', '订单已取消。'),
  cancelled_from_split_pending: status(
    'cancelled',
    'Это отправление отменено: заказ разделён на несколько отправлений.',
    '该包裹已取消：订单被拆分为多个包裹。',
  ),
}

/** Undefined for a status that we have no honest words for. */
export const orderStatus = (name: string): Status | undefined =>
  Object.hasOwn(STATUSES, name) ? STATUSES[name] : undefined

/** Every status the table knows, for tests. */
export const KNOWN_STATUSES = Object.keys(STATUSES)
