import { IconAlarm, IconClockHour4, IconHourglass } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { PromiseTask } from '../../http/contracts/promises.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { moscowDayTime } from '../parts/time.ts'
import css from './promises.module.css'

/** By when, in words: never by colour alone. */
export function PromiseDue({ promise }: { promise: PromiseTask }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const { dueAt, isOverdue, isDayNamed } = promise
  if (!dueAt)
    return (
      <span className={css.due}>
        <IconHourglass size={15} aria-hidden />
        {t('promises.waitsForBuyer')}
      </span>
    )
  const Icon = isOverdue ? IconAlarm : IconClockHour4
  const time = moscowDayTime(dueAt, tag)
  return (
    <span className={css.due} data-tone={isOverdue ? 'bad' : undefined}>
      <Icon size={15} aria-hidden />
      <span title={isDayNamed ? undefined : t('promises.ownDay')}>
        {isOverdue ? t('promises.overdueSince', { time }) : t('promises.until', { time })}
      </span>
    </span>
  )
}
