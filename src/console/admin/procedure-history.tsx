import { Button, Group, Skeleton } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProcedureVersions, ProcedureView } from '../../http/contracts/procedures.ts'
import { procedureDiffQuery, procedureVersionsQuery, restoreProcedure } from '../api/procedures.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { moscowDayTime } from '../parts/time.ts'
import css from './knowledge.module.css'
import { ProcedureDiff } from './procedure-diff.tsx'

type Props = { shopId: string; procedure: ProcedureView }
type Version = ProcedureVersions['versions'][number]

/** Every version and the shipped one below them: what each changed, and the way back to it. */
export function ProcedureHistory({ shopId, procedure }: Props) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const { category, version: newest } = procedure
  const list = useInfiniteQuery(procedureVersionsQuery({ shopId, category }))
  const problem = useProblemText(list.error)
  const versions = list.data?.pages.flatMap((page) => page.versions) ?? []
  const [chosen, setChosen] = useState(newest)
  const line = (version: number, words: string, below?: string) => (
    <li key={version}>
      <button
        type="button"
        className={css.version}
        aria-current={version === chosen}
        onClick={() => setChosen(version)}
      >
        <strong>
          {words}
          {version === newest && ` · ${t('knowledge.history.current')}`}
        </strong>
        {below && <span>{below}</span>}
      </button>
    </li>
  )
  const nameOf = ({ version, isShipped }: Version) =>
    isShipped
      ? `${t('knowledge.version', { version })} · ${t('procedures.shipped')}`
      : t('knowledge.version', { version })
  return (
    <div className={css.history}>
      {list.isPending && <Skeleton height={160} radius="lg" />}
      {list.isError && <ProblemNote text={problem} onRetry={() => void list.refetch()} />}
      {list.data && (
        <ol className={css.versions} aria-label={t('knowledge.history.title')}>
          {versions.map((one) =>
            line(one.version, nameOf(one), `${one.changedByName} · ${moscowDayTime(one.changedAt, tag)}`),
          )}
          {list.hasNextPage ? (
            <li>
              <Button size="compact-sm" variant="subtle" onClick={() => void list.fetchNextPage()}>
                {t('knowledge.more')}
              </Button>
            </li>
          ) : (
            line(0, t('procedures.shipped'))
          )}
        </ol>
      )}
      {list.data && <Changes key={chosen} shopId={shopId} procedure={procedure} version={chosen} />}
    </div>
  )
}

function Changes({ shopId, procedure, version }: Props & { version: number }) {
  const { t } = useTranslation()
  const ref = { shopId, category: procedure.category }
  const newest = procedure.version
  // Of an earlier version it counts what would change by going back to it.
  const pair = version === newest ? { from: version - 1, to: version } : { from: newest, to: version }
  const diff = useQuery({ ...procedureDiffQuery(ref, pair), enabled: pair.from >= 0 })
  const problem = useProblemText(diff.error)
  return (
    <section className={css.changes} aria-label={t('knowledge.version', { version })}>
      <Group justify="space-between" gap={8}>
        <span className={css.hint}>
          {t(version === newest ? 'knowledge.history.againstBefore' : 'procedures.backWould')}
        </span>
        {version !== newest && <GoBack shopId={shopId} procedure={procedure} version={version} />}
      </Group>
      {diff.isError && <ProblemNote text={problem} onRetry={() => void diff.refetch()} />}
      {pair.from < 0 && <p className={css.hint}>{t('procedures.neverChanged')}</p>}
      {diff.data && <ProcedureDiff changes={diff.data.changes} />}
    </section>
  )
}

/** Asked twice: it changes at once what drafts may promise. */
function GoBack({ shopId, procedure, version }: Props & { version: number }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [isAsking, setIsAsking] = useState(false)
  const { category, version: newest } = procedure
  const restore = useMutation({
    mutationFn: () => restoreProcedure({ shopId, category }, { restore: version, version: newest }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['procedures', shopId] }),
  })
  const problem = useProblemText(restore.error)
  if (!isAsking)
    return (
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconArrowBackUp size={14} aria-hidden />}
        onClick={() => setIsAsking(true)}
      >
        {t(version === 0 ? 'procedures.toShipped' : 'knowledge.history.restore')}
      </Button>
    )
  return (
    <div className={css.ask}>
      <Button size="compact-sm" loading={restore.isPending} onClick={() => restore.mutate()}>
        {t('knowledge.history.restoreYes')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => setIsAsking(false)}>
        {t('actions.cancel')}
      </Button>
      {restore.error && <ProblemNote text={problem} />}
    </div>
  )
}
