import { Button, Group, Skeleton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconCalendarExclamation, IconPlus, IconSparkles } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KnowledgeItem } from '../../http/contracts/knowledge.ts'
import { type KnowledgeFilter, knowledgeQuery } from '../api/knowledge.ts'
import { shopsQuery } from '../api/shops.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { moscowDay } from '../parts/time.ts'
import { useNow } from '../parts/use-now.ts'
import css from './admin.module.css'
import { isOverdue, newEntry, type OpenEntry, openEntry, ownWords } from './entry-form.ts'
import { KnowledgeEditor } from './knowledge-editor.tsx'
import { KnowledgeFilesLink } from './knowledge-files-link.tsx'
import { KnowledgeFilters } from './knowledge-filters.tsx'
import { KnowledgeFindingsLink } from './knowledge-findings-link.tsx'
import { UsageFigures } from './knowledge-usage.tsx'
import { Page } from './page.tsx'
import { ProductsLink } from './products-link.tsx'

export function KnowledgePage() {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text.trim(), 250)
  const [filter, setFilter] = useState<KnowledgeFilter>({})
  const list = useInfiniteQuery(knowledgeQuery({ ...filter, search: search || undefined }))
  const { data: shops = [] } = useQuery(shopsQuery)
  const problem = useProblemText(list.error)
  const entries = list.data?.pages.flatMap((page) => page.entries) ?? []
  const [open, setOpen] = useState<OpenEntry>()
  const [shop] = shops.filter(({ id }) => filter.shopId === undefined || filter.shopId === id)
  const actions = (
    <Group gap={8}>
      <ProductsLink />
      <KnowledgeFindingsLink />
      <KnowledgeFilesLink />
      {shop && (
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen(newEntry(shop.id))}>
          {t('knowledge.add')}
        </Button>
      )}
    </Group>
  )
  return (
    <Page title={t('knowledge.title')} lead={t('knowledge.lead')} action={actions}>
      <KnowledgeFilters
        text={text}
        onText={setText}
        filter={filter}
        onFilter={setFilter}
        shops={shops}
        owners={list.data?.pages[0]?.owners ?? []}
        total={list.data?.pages[0]?.total}
      />
      {list.isPending && <Skeleton height={300} radius="lg" />}
      {list.isError && <ProblemNote text={problem} onRetry={() => void list.refetch()} />}
      {list.isSuccess && entries.length === 0 && <p className={css.empty}>{t('knowledge.empty')}</p>}
      <ul className={css.entries} aria-label={t('knowledge.title')}>
        {entries.map((entry) => (
          <li key={`${entry.shopId}/${entry.id}`}>
            <EntryLine entry={entry} onOpen={() => setOpen(openEntry(entry))} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('knowledge.more')}
        </Button>
      )}
      <KnowledgeEditor open={open} shops={shops} onOpen={setOpen} onClose={() => setOpen(undefined)} />
    </Page>
  )
}

function EntryLine({ entry, onOpen }: { entry: KnowledgeItem; onOpen: () => void }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const scope = [entry.brand, entry.category, entry.schemes.join(', '), ...entry.skus.slice(0, 2)]
  const more = entry.skus.length > 2 ? t('knowledge.moreSkus', { count: entry.skus.length - 2 }) : ''
  return (
    <button type="button" className={css.entry} onClick={onOpen}>
      <strong>{ownWords(entry, 'question', language) || t('knowledge.noQuestion')}</strong>
      <span className={css.entryAnswer}>{ownWords(entry, 'answer', language)}</span>
      <EntryMarks entry={entry} />
      <span className={css.entryFacts}>
        {[
          t(`knowledge.kinds.${entry.kind}`),
          ...scope,
          more,
          entry.owner && t('knowledge.ownedBy', { owner: entry.owner }),
          t('knowledge.version', { version: entry.version }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <UsageFigures usage={entry.usage} />
    </button>
  )
}

/** What an admin should see from afar: not in use, written by a machine, to be looked at. */
function EntryMarks({ entry }: { entry: KnowledgeItem }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const now = useNow(60_000)
  const isToReview = isOverdue(entry, now) && entry.reviewBy !== null
  if (entry.status === 'live' && entry.machineFilled.length === 0 && !isToReview) return null
  return (
    <span className={css.entryMarks}>
      {entry.status !== 'live' && <span>{t(`knowledge.statuses.${entry.status}`)}</span>}
      {entry.machineFilled.length > 0 && (
        <span data-tone="machine">
          <IconSparkles size={13} aria-hidden />
          {t('knowledge.notAccepted')}
        </span>
      )}
      {isToReview && (
        <span data-tone="warn">
          <IconCalendarExclamation size={13} aria-hidden />
          {t('knowledge.overdueSince', { date: moscowDay(entry.reviewBy ?? '', tag) })}
        </span>
      )}
    </span>
  )
}
