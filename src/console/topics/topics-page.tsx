import { NativeSelect, SegmentedControl, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProductTopics } from '../../http/contracts/topics.ts'
import css from '../admin/admin.module.css'
import { Page } from '../admin/page.tsx'
import { shopsQuery } from '../api/shops.ts'
import { topicsQuery } from '../api/topics.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { ProductPicture } from '../parts/product-picture.tsx'
import { useInOwnWords } from '../parts/words.tsx'
import { DigestView } from './digest-view.tsx'
import { TopicRow } from './topic-row.tsx'
import own from './topics.module.css'

const SPANS = [14, 42, 77] as const

/** What buyers complain of, product by product, and the week of a shop. */
export function TopicsPage() {
  const { t } = useTranslation()
  const [view, setView] = useState<'topics' | 'digest'>('topics')
  const [chosen, setShopId] = useState('')
  const { data: shops } = useQuery(shopsQuery)
  // A digest is of one shop.
  const shopId = chosen || (view === 'digest' ? (shops?.[0]?.id ?? '') : '')
  return (
    <Page title={t('topics.title')} lead={t('topics.lead')}>
      <div className={css.searchLine}>
        <SegmentedControl
          aria-label={t('topics.view')}
          value={view}
          onChange={(value) => setView(value === 'digest' ? 'digest' : 'topics')}
          data={[
            { value: 'topics', label: t('topics.byProduct') },
            { value: 'digest', label: t('topics.digest') },
          ]}
        />
        {shops && shops.length > 1 && (
          <NativeSelect
            aria-label={t('audit.shop')}
            value={shopId}
            onChange={(event) => setShopId(event.currentTarget.value)}
            data={[
              ...(view === 'topics' ? [{ value: '', label: t('audit.everywhere') }] : []),
              ...shops.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
      </div>
      {view === 'topics' ? (
        <ByProduct shopId={shopId} />
      ) : (
        shopId && <DigestView key={shopId} shopId={shopId} />
      )}
    </Page>
  )
}

function ByProduct({ shopId }: { shopId: string }) {
  const { t } = useTranslation()
  const [days, setDays] = useState<number>(SPANS[1])
  const { data, error, isPending, refetch } = useQuery(topicsQuery({ days, shopId: shopId || undefined }))
  const problem = useProblemText(error)
  return (
    <>
      <NativeSelect
        className={own.span}
        aria-label={t('topics.span')}
        value={String(days)}
        onChange={(event) => setDays(Number(event.currentTarget.value))}
        data={SPANS.map((count) => ({ value: String(count), label: t('topics.days', { count }) }))}
      />
      {isPending && <Skeleton height={240} radius="lg" />}
      {error && <ProblemNote text={problem} onRetry={() => void refetch()} />}
      {data?.products.length === 0 && <p className={css.empty}>{t('topics.none')}</p>}
      {data && data.products.length > 0 && (
        <p className={own.sum} role="status">
          {data.spikes > 0 ? t('topics.spikes', { count: data.spikes }) : t('topics.noSpikes')}
        </p>
      )}
      {data?.products.map((one) => (
        <Product key={`${one.shopId}/${one.product.sku}`} of={one} from={data.from} />
      ))}
    </>
  )
}

function Product({ of, from }: { of: ProductTopics; from: string }) {
  const { t } = useTranslation()
  const words = useInOwnWords()
  const { shopId, shopName, product, topics } = of
  const name = words({ ru: product.name, zh: product.nameZh ?? undefined })
  return (
    <section className={css.card} aria-label={name}>
      <header className={css.cardHead}>
        <ProductPicture url={product.pictureUrl} size={44} />
        <div>
          <h2>{name}</h2>
          <p>
            {shopName} · {product.sku} · {t('topics.reviews', { count: of.reviews })} ·{' '}
            {t('topics.low', { count: of.lowReviews })}
          </p>
        </div>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable */}
      <section className={css.tableFrame} aria-label={t('topics.tableOf', { name })} tabIndex={0}>
        <table className={`${css.table} ${own.table}`}>
          <thead>
            <tr>
              <th scope="col">{t('topics.topic')}</th>
              <th scope="col">{t('topics.count')}</th>
              <th scope="col">{t('topics.lastWeek')}</th>
              <th scope="col">{t('topics.byDay')}</th>
              <th scope="col">{t('topics.words')}</th>
            </tr>
          </thead>
          <tbody>
            {topics.map((topic) => (
              <TopicRow key={topic.topic} shopId={shopId} topic={topic} from={from} />
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}
