import {
  IconAlarm,
  IconAlertTriangleFilled,
  IconCheck,
  IconPointFilled,
  IconTarget,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { InboxCounts } from '../../../http/contracts/inbox.ts'
import { useLiveState } from '../../api/live.ts'
import { Forecast } from './forecast.tsx'
import css from './queue.module.css'

export function QueueFooter({
  counts,
  shopId,
}: {
  counts: InboxCounts | undefined
  shopId: string | undefined
}) {
  const { t } = useTranslation()
  const live = useLiveState()
  return (
    <div className={css.foot}>
      {counts && counts.overdue > 0 && (
        <span className={css.left} data-urgency="overdue">
          <IconAlertTriangleFilled size={13} aria-hidden />
          {t('queue.overdue', { count: counts.overdue })}
        </span>
      )}
      {counts && counts.dueSoon > 0 && (
        <span className={css.left} data-urgency="soon">
          <IconAlarm size={13} aria-hidden />
          {t('queue.dueSoon', { count: counts.dueSoon })}
        </span>
      )}
      {counts && counts.targetOverdue > 0 && (
        <span className={css.left} data-urgency="overdue">
          <IconTarget size={13} aria-hidden />
          {t('queue.targetOverdue', { count: counts.targetOverdue })}
        </span>
      )}
      {counts && counts.targetSoon > 0 && (
        <span className={css.left} data-urgency="soon">
          <IconTarget size={13} aria-hidden />
          {t('queue.targetSoon', { count: counts.targetSoon })}
        </span>
      )}
      <Forecast shopId={shopId} />
      {counts && counts.overdue + counts.dueSoon + counts.targetOverdue + counts.targetSoon === 0 && (
        <span className={css.inTime}>
          <IconCheck size={13} aria-hidden />
          {t('queue.allInTime')}
        </span>
      )}
      {live === 'live' && (
        <span className={css.live}>
          <IconPointFilled size={12} aria-hidden />
          {t('live.live')}
        </span>
      )}
    </div>
  )
}
