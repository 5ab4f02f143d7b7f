import { Button, Group } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconPlus } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Alerts, AlertTargetView } from '../../http/contracts/alerts.ts'
import css from '../admin/admin.module.css'
import { TableFrame } from '../admin/table-frame.tsx'
import { alertsQuery, removeTarget, tryTarget } from '../api/alerts.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { ago } from '../parts/time.ts'
import { useNow } from '../parts/use-now.ts'
import { AddTarget } from './add-target.tsx'
import { TrialNote } from './trial-note.tsx'

type Props = Pick<Alerts, 'targets' | 'ready'>

/** The chats, addresses and webhooks of a person, each with its state and a test. */
export function AlertTargets({ targets, ready }: Props) {
  const { t } = useTranslation()
  const [isAdding, setIsAdding] = useState(false)
  return (
    <section className={css.card} aria-labelledby="targets-title">
      <div className={css.cardHead}>
        <h2 id="targets-title">{t('alerts.targets')}</h2>
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setIsAdding(true)}>
          {t('alerts.addTarget')}
        </Button>
      </div>
      {targets.length === 0 ? (
        <p>{t('alerts.noTargets')}</p>
      ) : (
        <TableFrame
          label={t('alerts.targets')}
          heads={(['where', 'state', 'acts'] as const).map((head) => t(`alerts.heads.${head}`))}
        >
          {targets.map((target) => (
            <Target key={target.id} target={target} />
          ))}
        </TableFrame>
      )}
      {isAdding && <AddTarget ready={ready} onClose={() => setIsAdding(false)} />}
    </section>
  )
}

function Target({ target }: { target: AlertTargetView }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: alertsQuery.queryKey })
  const trial = useMutation({ mutationFn: () => tryTarget(target.id), onSettled: refresh })
  const removal = useMutation({ mutationFn: () => removeTarget(target.id), onSettled: refresh })
  const error = trial.error ?? removal.error
  const problem = useProblemText(error)
  const name = `${t(`alerts.target.${target.kind}`)} ${target.address}`
  return (
    <tr>
      <th scope="row">
        {t(`alerts.target.${target.kind}`)}
        <br />
        <span className={css.breakable}>{target.address}</span>
      </th>
      <td>
        <State target={target} />
      </td>
      <td>
        <Group gap={8}>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`${t('alerts.test')}: ${name}`}
            loading={trial.isPending}
            onClick={() => trial.mutate()}
          >
            {t('alerts.test')}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={`${t('alerts.remove')}: ${name}`}
            loading={removal.isPending}
            onClick={() => removal.mutate()}
          >
            {t('alerts.remove')}
          </Button>
        </Group>
        {trial.data && <TrialNote trial={trial.data} />}
        {error && <ProblemNote text={problem} />}
      </td>
    </tr>
  )
}

function State({ target }: { target: AlertTargetView }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const now = useNow(30_000)
  const { broken, lastDeliveredAt, waiting, lastFailure } = target
  const Icon = broken ? IconAlertTriangle : IconCircleCheck
  const words = [
    broken
      ? `${t(`alerts.broken.${broken.code}`)} (${broken.answer}) · ${ago(broken.at, now, tag)}`
      : lastDeliveredAt
        ? t('alerts.delivered', { when: ago(lastDeliveredAt, now, tag) })
        : t('alerts.neverDelivered'),
    ...(waiting > 0 ? [t('alerts.waiting', { count: waiting })] : []),
    ...(lastFailure ? [t('alerts.lastFailure', { answer: lastFailure })] : []),
  ]
  return (
    <span className={css.state} data-ok={broken === null}>
      <Icon size={15} aria-hidden />
      <span>{words.join(' · ')}</span>
    </span>
  )
}
