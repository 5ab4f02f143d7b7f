import { IconTarget } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { dueState } from '../../../domain/service-target.ts'
import { clockLeft } from '../../parts/time.ts'
import css from './queue.module.css'

/** The shop's own target, once it is near or past; the marketplace's time stands elsewhere. */
export function TargetLeft({ until, now }: { until: string | null; now: number }) {
  const { t } = useTranslation()
  if (!until) return null
  const state = dueState('response', new Date(until), new Date(now))
  if (state === 'in_time') return null
  return (
    <span className={css.left} data-urgency={state === 'overdue' ? 'overdue' : 'soon'}>
      <IconTarget size={13} aria-hidden />
      {t('queue.ownTarget')}:{' '}
      {state === 'overdue' ? (
        t('time.overdue')
      ) : (
        <span className="num">{clockLeft(Date.parse(until), now)}</span>
      )}
    </span>
  )
}
