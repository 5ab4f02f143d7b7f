import { CloseButton, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import type { useInfiniteQuery } from '@tanstack/react-query'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InboxCounts, InboxItem, InboxStatus } from '../../../http/contracts/inbox.ts'
import type { CaseId } from '../../api/case.ts'
import type { InboxFilter } from '../../api/inbox.ts'
import { shopsQuery } from '../../api/shops.ts'
import { ProblemNote, useProblemText } from '../../parts/problem.tsx'
import css from './queue.module.css'
import { QueueEmpty } from './queue-empty.tsx'
import { QueueFooter } from './queue-footer.tsx'
import { QueueList } from './queue-list.tsx'

export type FilterChange = {
  status?: InboxStatus | undefined
  channel?: string | undefined
  shop?: string | undefined
  q?: string | undefined
}

const CHANNELS = [
  [undefined, 'queue.channelAll'],
  ['ozon-chat', 'queue.channelChat'],
  ['ozon-review', 'queue.channelReview'],
  ['ozon-question', 'queue.channelQuestion'],
] as const

const VIEWS = [
  ['todo', 'queue.viewTodo'],
  ['escalated', 'queue.viewEscalated'],
  ['quiet', 'queue.viewNoReply'],
  ['done', 'queue.viewDone'],
] as const

export function QueuePane({
  filter,
  inbox,
  items,
  counts,
  open,
  me,
  onFilter,
}: {
  filter: InboxFilter
  inbox: ReturnType<typeof useInfiniteQuery>
  items: InboxItem[]
  counts: InboxCounts | undefined
  open: CaseId | undefined
  me: string | undefined
  onFilter: (change: FilterChange) => void
}) {
  const { t } = useTranslation()
  const problem = useProblemText(inbox.error)
  return (
    <section className={css.pane} aria-label={t('queue.title')}>
      <div className={css.head}>
        <h1 className="sr-only">{t('queue.title')}</h1>
        <Search value={filter.search ?? ''} onChange={(q) => onFilter({ q: q || undefined })} />
        <ShopChoice value={filter.shopId} onChange={(shop) => onFilter({ shop })} />
        <fieldset className={css.channels}>
          <legend className="sr-only">{t('queue.channels')}</legend>
          {CHANNELS.map(([channel, label]) => (
            <button
              key={label}
              type="button"
              aria-pressed={filter.channel === channel}
              onClick={() => onFilter({ channel })}
            >
              {t(label)}
            </button>
          ))}
        </fieldset>
        <fieldset className={css.views}>
          <legend className="sr-only">{t('queue.views')}</legend>
          {VIEWS.map(([status, label]) => (
            <button
              key={status}
              type="button"
              aria-pressed={filter.status === status}
              onClick={() => onFilter({ status: status === 'todo' ? undefined : status })}
            >
              {t(label)}
              {status !== 'done' && counts && counts[status] > 0 && (
                <span className="num">{counts[status]}</span>
              )}
            </button>
          ))}
        </fieldset>
      </div>
      {inbox.isError && <ProblemNote text={problem} onRetry={() => void inbox.refetch()} />}
      {inbox.isPending && <p className={css.quietLine}>{t('queue.loading')}</p>}
      {inbox.isSuccess && items.length === 0 ? (
        <QueueEmpty filter={filter} />
      ) : (
        <QueueList
          items={items}
          open={open}
          me={me}
          hasMore={inbox.hasNextPage}
          isLoadingMore={inbox.isFetchingNextPage}
          onMore={() => void inbox.fetchNextPage()}
        />
      )}
      <QueueFooter counts={counts} />
    </section>
  )
}

function Search({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState(value)
  const report = useDebouncedCallback(onChange, 250)
  const change = (next: string) => {
    setText(next)
    report(next.trim())
  }
  return (
    <TextInput
      className={css.search}
      type="search"
      size="sm"
      aria-label={t('queue.search')}
      placeholder={t('queue.search')}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        text && <CloseButton size="sm" aria-label={t('queue.clearSearch')} onClick={() => change('')} />
      }
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur()
      }}
    />
  )
}

/** Only where there is more than one shop to choose from. */
function ShopChoice({
  value,
  onChange,
}: {
  value: string | undefined
  onChange: (shop: string | undefined) => void
}) {
  const { t } = useTranslation()
  const { data: shops = [] } = useQuery(shopsQuery)
  if (shops.length < 2) return null
  return (
    <Select
      size="xs"
      mb={8}
      aria-label={t('queue.shop')}
      placeholder={t('queue.allShops')}
      clearable
      data={shops.map(({ id, name }) => ({ value: id, label: name }))}
      value={value ?? null}
      onChange={(shop) => onChange(shop ?? undefined)}
    />
  )
}
