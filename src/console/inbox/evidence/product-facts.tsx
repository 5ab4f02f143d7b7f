import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseProduct } from '../../../http/contracts/product.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { ProductPicture } from '../../parts/product-picture.tsx'
import { moscowMoment, roubles } from '../../parts/time.ts'
import { useInOwnWords } from '../../parts/words.tsx'
import css from './evidence.module.css'
import { Sizes } from './sizes.tsx'

const SHOWN_AT_FIRST = 3

export function ProductFacts({ product }: { product: CaseProduct | null }) {
  const { t } = useTranslation()
  const words = useInOwnWords()
  if (!product) {
    return (
      <section className={css.section}>
        <h3>{t('evidence.product')}</h3>
        <p className={css.nothing}>{t('evidence.noProduct')}</p>
      </section>
    )
  }
  const name = words({ ru: product.name, zh: product.nameZh ?? undefined })
  return (
    <section className={css.section} aria-label={t('evidence.product')}>
      <div className={css.product}>
        <ProductPicture url={product.pictureUrl} size={72} alt={name} />
        <div>
          <p className={css.name}>{name}</p>
          {name !== product.name && (
            <p className={css.original} lang="ru">
              {product.name}
            </p>
          )}
          <p className={css.sku}>
            SKU <span className="num">{product.sku}</span> · {product.offerId}
          </p>
        </div>
      </div>
      <PriceAndStock product={product} />
      <Attributes attributes={product.attributes} />
      <Sizes sizes={product.sizes} />
      <Warranty warranty={product.warranty} />
    </section>
  )
}

function PriceAndStock({ product }: { product: CaseProduct }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const { price, stock } = product
  return (
    <dl className={css.facts}>
      <div>
        <dt>{t('evidence.price')}</dt>
        <dd>
          {price ? (
            <>
              <strong className="num">{roubles(price.amount, price.currency, tag)}</strong>{' '}
              {price.oldAmount !== null && (
                <s className="num">{roubles(price.oldAmount, price.currency, tag)}</s>
              )}
              <AsOf at={price.asOf} />
            </>
          ) : (
            t('evidence.unknown')
          )}
        </dd>
      </div>
      <div>
        <dt>{t('evidence.stock')}</dt>
        <dd>
          {stock ? (
            <>
              <span className="num">
                {[
                  stock.fbo === null ? undefined : t('evidence.stockFbo', { count: stock.fbo }),
                  stock.fbs === null ? undefined : t('evidence.stockFbs', { count: stock.fbs }),
                ]
                  .filter(Boolean)
                  .join(' · ') || t('evidence.unknown')}
              </span>
              <AsOf at={stock.asOf} />
            </>
          ) : (
            t('evidence.unknown')
          )}
        </dd>
      </div>
    </dl>
  )
}

export function AsOf({ at }: { at: string | null | undefined }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  if (!at) return null
  return <span className={css.asOf}>{t('time.asOf', { time: moscowMoment(at, Date.now(), tag) })}</span>
}

function Attributes({ attributes }: { attributes: CaseProduct['attributes'] }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const words = useInOwnWords()
  const [showsAll, setShowsAll] = useState(false)
  if (attributes.length === 0) return null
  const say = (value: CaseProduct['attributes'][number]['value']) => {
    if (typeof value === 'boolean') return t(value ? 'evidence.yes' : 'evidence.no')
    return typeof value === 'number' ? new Intl.NumberFormat(tag).format(value) : words(value)
  }
  const shown = showsAll ? attributes : attributes.slice(0, SHOWN_AT_FIRST)
  return (
    <>
      <dl className={css.facts} aria-label={t('evidence.attributes')}>
        {shown.map(({ key, name, value, unit }) => (
          <div key={key}>
            <dt>{words(name)}</dt>
            <dd>
              {say(value)} {unit}
            </dd>
          </div>
        ))}
      </dl>
      {attributes.length > SHOWN_AT_FIRST && (
        <button
          type="button"
          className={css.more}
          aria-expanded={showsAll}
          onClick={() => setShowsAll(!showsAll)}
        >
          {showsAll ? t('evidence.fewer') : t('evidence.allAttributes', { count: attributes.length })}
        </button>
      )}
    </>
  )
}

function Warranty({ warranty }: { warranty: CaseProduct['warranty'] }) {
  const { t } = useTranslation()
  if (!warranty) return null
  return (
    <dl className={css.facts}>
      <div>
        <dt>{t('evidence.warranty')}</dt>
        <dd>
          {warranty.months === 0
            ? t('evidence.warrantyNone')
            : `${t('evidence.warrantyMonths', { count: warranty.months })}, ${t(`evidence.warrantyFrom.${warranty.startEvent}`)}`}
        </dd>
      </div>
    </dl>
  )
}
