import { Button, Progress } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CatalogueSyncView } from '../../http/contracts/catalogue.ts'
import { cancelSync, catalogueQuery, startSync } from '../api/catalogue.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { ago } from '../parts/time.ts'
import { useNow } from '../parts/use-now.ts'
import css from './admin.module.css'

/** How the shop's products were last read from the marketplace, and how far a reading under way is. */
export function CatalogueSync({ shopId, isOff }: { shopId: string; isOff: boolean }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data, error } = useQuery(catalogueQuery(shopId))
  const again = { onSettled: () => client.invalidateQueries({ queryKey: ['catalogue', shopId] }) }
  const start = useMutation({ mutationFn: () => startSync(shopId), ...again })
  const cancel = useMutation({ mutationFn: (syncId: string) => cancelSync(shopId, syncId), ...again })
  const problem = useProblemText(error ?? start.error ?? cancel.error)
  const full = data?.syncs.find(({ kind }) => kind === 'full')
  const isRunning = full?.status === 'running'
  return (
    <section className={css.webhook} aria-label={t('catalogue.title')}>
      <span>{t('catalogue.title')}</span>
      <div>
        {data && <State sync={full} />}
        {isRunning ? (
          <Button
            size="compact-sm"
            variant="default"
            loading={cancel.isPending}
            onClick={() => cancel.mutate(full.id)}
          >
            {t('catalogue.cancel')}
          </Button>
        ) : (
          <Button
            size="compact-sm"
            variant="default"
            disabled={isOff || !data}
            loading={start.isPending}
            onClick={() => start.mutate()}
          >
            {t('catalogue.start')}
          </Button>
        )}
      </div>
      {isRunning && (
        <Progress
          value={full.total ? Math.min(100, (100 * full.done) / full.total) : 0}
          animated
          size="sm"
          aria-label={t('catalogue.title')}
        />
      )}
      {full?.failure && (
        <p>{t(isRunning ? 'catalogue.waits' : 'catalogue.reason', { reason: full.failure })}</p>
      )}
      {data !== undefined && data.marked > 0 && <p>{t('catalogue.marked', { products: data.marked })}</p>}
      {problem && <ProblemNote text={problem} />}
    </section>
  )
}

function State({ sync }: { sync: CatalogueSyncView | undefined }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const now = useNow(10_000)
  if (!sync) return <span>{t('catalogue.never')}</span>
  const { status, done, total, added, changed, retired } = sync
  const when = ago(sync.finishedAt ?? sync.startedAt, now, tag)
  return (
    <span className="num" role="status">
      {t(`catalogue.${status}`, { when, done, total: total ?? '?', added, changed, retired })}
    </span>
  )
}
