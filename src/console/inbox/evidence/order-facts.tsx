import { useTranslation } from 'react-i18next'
import type { CaseOrder } from '../../../http/contracts/product.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { moscowDay, moscowDayTime } from '../../parts/time.ts'
import css from './evidence.module.css'
import { AsOf } from './product-facts.tsx'

const KNOWN = [
  'acceptance_in_progress',
  'awaiting_approve',
  'awaiting_packaging',
  'awaiting_deliver',
  'awaiting_registration',
  'arbitration',
  'client_arbitration',
  'delivering',
  'driver_pickup',
  'delivered',
  'cancelled',
  'not_accepted',
  'sent_by_seller',
] as const

export function OrderFacts({ order }: { order: CaseOrder | null }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  if (!order) {
    return (
      <section className={css.section}>
        <h3>{t('evidence.order')}</h3>
        <p className={css.nothing}>{t('evidence.noOrder')}</p>
      </section>
    )
  }
  const status = KNOWN.find((known) => known === order.status)
  const delivery = [order.deliveryFrom, order.deliveryUntil].flatMap((at) => (at ? moscowDay(at, tag) : []))
  const dates = [
    ['evidence.paid', order.paidAt],
    ['evidence.shipment', order.shipmentDate],
    ['evidence.delivered', order.deliveredAt],
    ['evidence.cancelled', order.cancelledAt],
  ] as const
  return (
    <section className={css.section}>
      <h3>
        {t('evidence.order')} <span className="num">{order.postingNumber}</span>
      </h3>
      <p className={css.status}>
        <span className={css.badge}>{status ? t(`evidence.orderStates.${status}`) : order.status}</span>
        {order.scheme}
        <AsOf at={order.asOf} />
      </p>
      <dl className={css.facts}>
        {dates.map(([label, at]) =>
          at ? (
            <div key={label}>
              <dt>{t(label)}</dt>
              <dd className="num">{moscowDayTime(at, tag)}</dd>
            </div>
          ) : null,
        )}
        {delivery.length > 0 && !order.deliveredAt && (
          <div>
            <dt>{t('evidence.delivery')}</dt>
            <dd className="num">{[...new Set(delivery)].join(' – ')}</dd>
          </div>
        )}
        {order.cancelReason && (
          <div>
            <dt>{t('evidence.cancelReason')}</dt>
            <dd lang="ru">{order.cancelReason}</dd>
          </div>
        )}
        {order.trackingNumber && (
          <div>
            <dt>{t('evidence.tracking')}</dt>
            <dd className="num">{order.trackingNumber}</dd>
          </div>
        )}
        {order.returns.map((item) => (
          <div key={`${item.sku}:${item.changedAt}`}>
            <dt>{t('evidence.return')}</dt>
            <dd lang="ru">{[item.status, item.reason].filter(Boolean).join(' · ')}</dd>
          </div>
        ))}
      </dl>
      {order.products.length > 1 && (
        <ul className={css.products} lang="ru">
          {order.products.map((product) => (
            <li key={product.sku}>
              {product.name ?? product.offerId ?? product.sku}{' '}
              {t('evidence.quantity', { count: product.quantity })}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
