import { IconAlarm, IconAlertTriangleFilled, IconClock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { clockLeft, urgencyOf } from '../../parts/time.ts'
import css from './queue.module.css'

/** Time left with an icon and a word: colour alone says nothing here. */
export function TimeLeft({ until, now }: { until: string | null; now: number }) {
  const { t } = useTranslation()
  if (!until) return null
  const untilMs = Date.parse(until)
  const urgency = urgencyOf(untilMs, now)
  const Icon = { overdue: IconAlertTriangleFilled, soon: IconAlarm, today: IconClock, calm: IconClock }[
    urgency
  ]
  const time = clockLeft(untilMs, now)
  return (
    <span className={css.left} data-urgency={urgency}>
      <Icon size={13} aria-hidden />
      {urgency === 'overdue' ? (
        t('time.overdue')
      ) : (
        <>
          <span className="num" aria-hidden>
            {time}
          </span>
          <span className="sr-only">{t('time.left', { time })}</span>
        </>
      )}
    </span>
  )
}
