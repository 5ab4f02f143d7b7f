import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import type { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InboxCounts, InboxItem, InboxStatus } from '../../../http/contracts/inbox.ts'
import type { CaseId } from '../../api/case.ts'
import type { InboxFilter } from '../../api/inbox.ts'
import { ProblemNote, useProblemText } from '../../parts/problem.tsx'
import { PasteButton } from '../paste/paste-button.tsx'
import css from './queue.module.css'
import { QueueEmpty } from './queue-empty.tsx'
import { QueueFilters } from './queue-filters.tsx'
import { QueueFooter } from './queue-footer.tsx'
import { QueueList } from './queue-list.tsx'
import { ViewTabs } from './view-tabs.tsx'

export type FilterChange = {
  status?: InboxStatus | undefined
  channel?: string | undefined
  shop?: string | undefined
  q?: string | undefined
  category?: InboxFilter['category']
  risk?: InboxFilter['risk']
  due?: InboxFilter['due']
  department?: InboxFilter['department']
  stage?: InboxFilter['stage']
  assignee?: InboxFilter['assignee']
  waits?: InboxFilter['waits']
  outcome?: InboxFilter['outcome']
  /** Whom escalated cases wait for. */
  for?: InboxFilter['escalatedTo']
}

const CHANNELS = [
  [undefined, 'queue.channelAll'],
  ['ozon-chat', 'queue.channelChat'],
  ['ozon-review', 'queue.channelReview'],
  ['ozon-question', 'queue.channelQuestion'],
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
  const [text, setText] = useState(filter.search ?? '')
  return (
    <section className={css.pane} aria-label={t('queue.title')}>
      <div className={css.head}>
        <h1 className="sr-only">{t('queue.title')}</h1>
        <div className={css.searchLine}>
          <Search text={text} onText={setText} onChange={(q) => onFilter({ q: q || undefined })} />
          <QueueFilters
            filter={filter}
            onFilter={({ shopId, escalatedTo, ...rest }) =>
              onFilter({ ...rest, shop: shopId, for: escalatedTo })
            }
          />
          <PasteButton />
        </div>
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
        <ViewTabs
          filter={filter}
          counts={counts}
          onView={({ status, shopId, search, escalatedTo, ...rest }) => {
            setText(search ?? '')
            onFilter({
              channel: undefined,
              category: undefined,
              risk: undefined,
              due: undefined,
              department: undefined,
              stage: undefined,
              assignee: undefined,
              waits: undefined,
              outcome: undefined,
              ...rest,
              status: status === 'todo' ? undefined : status,
              shop: shopId,
              q: search,
              for: escalatedTo,
            })
          }}
        />
      </div>
      {inbox.isError && <ProblemNote text={problem} onRetry={() => void inbox.refetch()} />}
      {inbox.isPending && <p className={css.quietLine}>{t('queue.loading')}</p>}
      {inbox.isSuccess && items.length === 0 ? (
        <QueueEmpty filter={filter} onEverywhere={() => onFilter({ status: 'all' })} />
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
      <QueueFooter counts={counts} shopId={filter.shopId} />
    </section>
  )
}

function Search({
  text,
  onText,
  onChange,
}: {
  text: string
  onText: (text: string) => void
  onChange: (value: string) => void
}) {
  const { t } = useTranslation()
  const report = useDebouncedCallback(onChange, 250)
  const change = (next: string) => {
    onText(next)
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
