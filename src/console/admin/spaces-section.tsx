import { Badge, Button, Progress, Skeleton } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Spaces } from '../../http/contracts/spaces.ts'
import { cancelSwitch, spacesQuery, switchSpace } from '../api/spaces.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import css from './admin.module.css'

type Space = Spaces['spaces'][number]

/** Which model search compares by, which ones could replace it, and how far a switch is. */
export function SpacesSection() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data, error, isPending, refetch } = useQuery(spacesQuery)
  const onSuccess = (next: Spaces) => client.setQueryData(spacesQuery.queryKey, next)
  const start = useMutation({ mutationFn: switchSpace, onSuccess })
  const cancel = useMutation({ mutationFn: cancelSwitch, onSuccess })
  const problem = useProblemText(error ?? start.error ?? cancel.error)
  const isBusy = start.isPending || cancel.isPending
  const isUnderWay = data !== undefined && (data.job !== null || data.spaces.some(isFilling))
  return (
    <section className={css.card} aria-label={t('spaces.title')}>
      <h2>{t('spaces.title')}</h2>
      <p>{t('spaces.lead')}</p>
      {isPending && <Skeleton height={90} radius="lg" />}
      {problem && <ProblemNote text={problem} onRetry={() => void refetch()} />}
      {data?.error && <ProblemNote text={t('spaces.modelFails', { error: data.error })} />}
      {data?.spaces.map((space) => (
        <div key={space.id} className={css.webhook}>
          <div>
            <code>{space.id}</code>
            <Badge variant="light" color={space.status === 'live' ? 'green' : 'gray'}>
              {t(`spaces.${space.status}`)}
            </Badge>
            <span>{t('spaces.dimensions', { count: space.dimensions })}</span>
            {space.status === 'idle' && !isUnderWay && (
              <Button
                size="compact-sm"
                variant="default"
                disabled={isBusy}
                onClick={() => start.mutate(space.id)}
              >
                {t('spaces.switchBack')}
              </Button>
            )}
          </div>
          <Progress
            value={data.passages === 0 ? 100 : (100 * space.embedded) / data.passages}
            aria-label={t('spaces.embedded', { done: space.embedded, total: data.passages })}
          />
          <p>{t('spaces.embedded', { done: space.embedded, total: data.passages })}</p>
          {space.failure && <ProblemNote text={t('spaces.failed', { error: space.failure })} />}
        </div>
      ))}
      {data?.job?.lastError && !data.spaces.some(({ failure }) => failure) && (
        <ProblemNote text={t('spaces.failed', { error: data.job.lastError })} />
      )}
      {data && isUnderWay && (
        <div className={css.cardHead}>
          <span>{t('spaces.underWay')}</span>
          <Button size="compact-sm" variant="default" disabled={isBusy} onClick={() => cancel.mutate()}>
            {t('spaces.cancel')}
          </Button>
        </div>
      )}
      {data && !isUnderWay && !data.wanted.isLive && (
        <div className={css.cardHead}>
          <span>{t('spaces.wanted', { model: data.wanted.model ?? t('spaces.builtIn') })}</span>
          <Button size="compact-sm" disabled={isBusy} onClick={() => start.mutate(null)}>
            {t('spaces.switch')}
          </Button>
        </div>
      )}
    </section>
  )
}

const isFilling = ({ status }: Space) => status === 'filling'
