import { Button, Skeleton, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KnowledgeEntry } from '../../http/contracts/knowledge.ts'
import { knowledgeQuery } from '../api/knowledge.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { useInOwnWords } from '../parts/words.tsx'
import css from './admin.module.css'
import { KnowledgeEditor } from './knowledge-editor.tsx'
import { KnowledgeFilesLink } from './knowledge-files-link.tsx'
import { Page } from './page.tsx'

export function KnowledgePage() {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text.trim(), 250)
  const list = useInfiniteQuery(knowledgeQuery({ search: search || undefined }))
  const problem = useProblemText(list.error)
  const entries = list.data?.pages.flatMap((page) => page.entries) ?? []
  const [openKey, setOpenKey] = useState<string>()
  const open = entries.find((entry) => keyOf(entry) === openKey)
  return (
    <Page title={t('knowledge.title')} lead={t('knowledge.lead')} action={<KnowledgeFilesLink />}>
      <div className={css.searchLine}>
        <TextInput
          type="search"
          aria-label={t('knowledge.search')}
          placeholder={t('knowledge.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {list.data && (
          <span className={css.count} role="status">
            {t('knowledge.count', { count: list.data.pages[0]?.total ?? 0 })}
          </span>
        )}
      </div>
      {list.isPending && <Skeleton height={300} radius="lg" />}
      {list.isError && <ProblemNote text={problem} onRetry={() => void list.refetch()} />}
      {list.isSuccess && entries.length === 0 && <p className={css.empty}>{t('knowledge.empty')}</p>}
      <ul className={css.entries}>
        {entries.map((entry) => (
          <li key={keyOf(entry)}>
            <EntryLine entry={entry} onOpen={() => setOpenKey(keyOf(entry))} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('knowledge.more')}
        </Button>
      )}
      <KnowledgeEditor entry={open} onClose={() => setOpenKey(undefined)} />
    </Page>
  )
}

const keyOf = (entry: KnowledgeEntry) => `${entry.shopId}/${entry.id}`

function EntryLine({ entry, onOpen }: { entry: KnowledgeEntry; onOpen: () => void }) {
  const { t } = useTranslation()
  const words = useInOwnWords()
  return (
    <button type="button" className={css.entry} onClick={onOpen}>
      <strong>{words({ ru: entry.questionRu, zh: entry.questionZh ?? undefined })}</strong>
      <span className={css.entryAnswer}>
        {words({ ru: entry.answerRu, zh: entry.answerZh ?? undefined })}
      </span>
      <span className={css.entryFacts}>
        {[
          t(`knowledge.kinds.${entry.kind}`),
          t(`knowledge.statuses.${entry.status}`),
          entry.schemes.join(', '),
          t('knowledge.version', { version: entry.version }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </button>
  )
}
