import { useTranslation } from 'react-i18next'
import type { AlertTrial } from '../../http/contracts/alerts.ts'
import css from '../admin/admin.module.css'

/** What the receiver of a test said, in its own words. */
export function TrialNote({ trial }: { trial: AlertTrial }) {
  const { t } = useTranslation()
  return (
    <p className={css.state} data-ok={trial.outcome === 'delivered'} role="status">
      {t(`alerts.trial.${trial.outcome}`, { answer: trial.answer })}
    </p>
  )
}
