import { Button, Checkbox, SegmentedControl, Skeleton } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListedPromise, PromisesQuery } from '../../http/contracts/promises.ts'
import css from '../admin/admin.module.css'
import { Page } from '../admin/page.tsx'
import { ShopChoice } from '../admin/shop-choice.tsx'
import { TableFrame } from '../admin/table-frame.tsx'
import { promisesQuery } from '../api/promises.ts'
import { shopsQuery } from '../api/shops.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { moscowDayTime } from '../parts/time.ts'
import { PromiseActs } from './promise-acts.tsx'
import { PromiseDue } from './promise-due.tsx'
import own from './promises.module.css'

const STATUSES = ['open', 'overdue', 'kept', 'withdrawn'] as const satisfies PromisesQuery['status'][]

/** Everything the shops have promised their buyers, and what became of it. */
export function PromisesPage() {
  const { t } = useTranslation()
  const [status, setStatus] = useState<PromisesQuery['status']>('open')
  const [isMine, setIsMine] = useState(false)
  const [shopId, setShopId] = useState('')
  const { data: shops } = useQuery(shopsQuery)
  const filter = { status, shopId: shopId || undefined, owner: isMine ? ('me' as const) : undefined }
  const { data, error, isPending, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } =
    useInfiniteQuery(promisesQuery(filter))
  const problem = useProblemText(error)
  const items = data?.pages.flatMap((page) => page.items)
  const counts = data?.pages[0]?.counts
  const label = (one: (typeof STATUSES)[number]) =>
    one === 'open' || one === 'overdue'
      ? `${t(`promises.statuses.${one}`)}${counts ? ` ${counts[one]}` : ''}`
      : t(`promises.statuses.${one}`)
  return (
    <Page title={t('promises.title')} lead={t('promises.lead')}>
      <div className={css.searchLine}>
        <SegmentedControl
          aria-label={t('promises.which')}
          value={status}
          onChange={(value) => setStatus(STATUSES.find((one) => one === value) ?? 'open')}
          data={STATUSES.map((value) => ({ value, label: label(value) }))}
        />
        {shops && shops.length > 1 && <ShopChoice value={shopId} onChange={setShopId} />}
        <Checkbox
          label={t('promises.mine')}
          checked={isMine}
          onChange={(event) => setIsMine(event.currentTarget.checked)}
        />
      </div>
      {isPending && <Skeleton height={200} radius="lg" />}
      {error && <ProblemNote text={problem} onRetry={() => void refetch()} />}
      {items?.length === 0 && <p className={css.empty}>{t(`promises.empty.${status}`)}</p>}
      {items && items.length > 0 && (
        <TableFrame
          label={t('promises.title')}
          heads={[
            t('promises.what'),
            t('promises.due'),
            t('promises.owner'),
            t('promises.buyer'),
            t('promises.act'),
          ]}
        >
          {items.map((promise) => (
            <Row key={promise.id} promise={promise} />
          ))}
        </TableFrame>
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('audit.more')}
        </Button>
      )}
    </Page>
  )
}

function Row({ promise }: { promise: ListedPromise }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const { shopId, conversationId, status, settledAt } = promise
  return (
    <tr>
      <td className={css.wrapping} lang="ru">
        {promise.what}
        {promise.note && <p className={own.meta}>{promise.note}</p>}
      </td>
      <td>
        {status === 'open' || !settledAt ? (
          <PromiseDue promise={promise} />
        ) : (
          t(`promises.settled.${status}`, {
            time: moscowDayTime(settledAt, tag),
            name: promise.settledBy?.name ?? '',
          })
        )}
      </td>
      <td>{promise.owner?.name ?? t('promises.nobody')}</td>
      <td>
        <Link
          to="/inbox/$shopId/$conversationId"
          params={{ shopId, conversationId }}
          search={{ status: 'all' }}
        >
          {promise.buyerName ?? t('case.buyer')}
        </Link>
        <p className={own.meta}>{promise.shopName}</p>
      </td>
      <td>{status === 'open' && <PromiseActs promise={promise} />}</td>
    </tr>
  )
}
