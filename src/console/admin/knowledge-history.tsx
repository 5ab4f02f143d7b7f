import { Button, Group, SegmentedControl, Skeleton } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EntryVersion, KnowledgeEntry } from '../../http/contracts/knowledge.ts'
import { diffQuery, restoreKnowledge, versionsQuery } from '../api/knowledge.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { moscowDayTime } from '../parts/time.ts'
import type { OpenEntry } from './entry-form.ts'
import css from './knowledge.module.css'
import { FieldName, KnowledgeDiff } from './knowledge-diff.tsx'
import { KnowledgeProblem } from './knowledge-problem.tsx'

type Props = { open: OpenEntry; onRestored: (entry: KnowledgeEntry) => void }

/** Every version: who, when, what; one of them open with its changes. */
export function KnowledgeHistory({ open, onRestored }: Props) {
  const { t } = useTranslation()
  const list = useInfiniteQuery(versionsQuery(open))
  const problem = useProblemText(list.error)
  const versions = list.data?.pages.flatMap((page) => page.versions) ?? []
  const newest = versions[0]?.version
  const [chosen, setChosen] = useState<number>()
  const shown = versions.find(({ version }) => version === (chosen ?? newest))
  return (
    <div className={css.history}>
      {list.isPending && <Skeleton height={160} radius="lg" />}
      {list.isError && <ProblemNote text={problem} onRetry={() => void list.refetch()} />}
      <ol className={css.versions} aria-label={t('knowledge.history.title')}>
        {versions.map((version) => (
          <li key={version.version}>
            <VersionLine
              version={version}
              isNewest={version.version === newest}
              isShown={version === shown}
              onShow={() => setChosen(version.version)}
            />
          </li>
        ))}
        {list.hasNextPage && (
          <li>
            <Button size="compact-sm" variant="subtle" onClick={() => void list.fetchNextPage()}>
              {t('knowledge.more')}
            </Button>
          </li>
        )}
      </ol>
      {shown && newest !== undefined && (
        <Version key={shown.version} open={open} shown={shown} newest={newest} onRestored={onRestored} />
      )}
    </div>
  )
}

type LineProps = { version: EntryVersion; isNewest: boolean; isShown: boolean; onShow: () => void }

function VersionLine({ version, isNewest, isShown, onShow }: LineProps) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  return (
    <button type="button" className={css.version} aria-current={isShown} onClick={onShow}>
      <strong>
        {t('knowledge.version', { version: version.version })}
        {isNewest && ` · ${t('knowledge.history.current')}`}
      </strong>
      <span>
        {version.changedByName} · {moscowDayTime(version.changedAt, tag)}
      </span>
      <span>
        {version.fields.length === 0
          ? t('knowledge.history.first')
          : version.fields.map((field, index) => (
              <span key={field}>
                {index > 0 && ', '}
                <FieldName field={field} />
              </span>
            ))}
      </span>
    </button>
  )
}

type VersionProps = { open: OpenEntry; shown: EntryVersion; newest: number; onRestored: Props['onRestored'] }

function Version({ open, shown, newest, onRestored }: VersionProps) {
  const { t } = useTranslation()
  const isNewest = shown.version === newest
  const [against, setAgainst] = useState<'before' | 'now'>('before')
  const pair =
    against === 'before'
      ? { from: shown.version - 1, to: shown.version }
      : { from: shown.version, to: newest }
  const diff = useQuery({ ...diffQuery(open, pair), enabled: pair.from > 0 && pair.from !== pair.to })
  const problem = useProblemText(diff.error)
  return (
    <section className={css.changes} aria-label={t('knowledge.version', { version: shown.version })}>
      <Group justify="space-between" gap={8}>
        <SegmentedControl
          size="xs"
          value={against}
          onChange={(value) => setAgainst(value === 'now' ? 'now' : 'before')}
          data={[
            { value: 'before', label: t('knowledge.history.againstBefore') },
            { value: 'now', label: t('knowledge.history.againstNow'), disabled: isNewest },
          ]}
        />
        {!isNewest && <Restore open={open} version={shown.version} newest={newest} onRestored={onRestored} />}
      </Group>
      {diff.isError && <ProblemNote text={problem} onRetry={() => void diff.refetch()} />}
      {diff.data && <KnowledgeDiff changes={diff.data.changes} />}
      {pair.from === 0 && <p className={css.hint}>{t('knowledge.history.firstHint')}</p>}
    </section>
  )
}

type RestoreProps = { open: OpenEntry; version: number; newest: number; onRestored: Props['onRestored'] }

/** Asked twice: it changes at once what buyers are told. */
function Restore({ open, version, newest, onRestored }: RestoreProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [isAsking, setIsAsking] = useState(false)
  const restore = useMutation({
    mutationFn: () => restoreKnowledge(open, { restore: version, version: newest }),
    onSuccess: async ({ entry }) => {
      await client.invalidateQueries({ queryKey: ['knowledge'] })
      onRestored(entry)
    },
  })
  if (!isAsking)
    return (
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconArrowBackUp size={14} aria-hidden />}
        onClick={() => setIsAsking(true)}
      >
        {t('knowledge.history.restore')}
      </Button>
    )
  return (
    <div className={css.ask}>
      <span>{t('knowledge.history.restoreAsk', { version, next: newest + 1 })}</span>
      <Button size="compact-sm" loading={restore.isPending} onClick={() => restore.mutate()}>
        {t('knowledge.history.restoreYes')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => setIsAsking(false)}>
        {t('actions.cancel')}
      </Button>
      {restore.error && <KnowledgeProblem error={restore.error} />}
    </div>
  )
}
