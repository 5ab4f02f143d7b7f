import { useTranslation } from 'react-i18next'
import type { CaseDecision } from '../../../http/contracts/case.ts'
import { REFUSAL_REASONS } from '../../../http/contracts/review.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { moscowDayTime } from '../../parts/time.ts'
import css from './evidence.module.css'

export function History({ decisions }: { decisions: CaseDecision[] }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const reasonWords = (reason: string) => {
    const known = REFUSAL_REASONS.find((option) => option === reason)
    return known ? t(`refuse.reasons.${known}`) : reason
  }
  return (
    <section className={css.section}>
      <h3>{t('evidence.history')}</h3>
      {decisions.length === 0 && <p className={css.nothing}>{t('evidence.noHistory')}</p>}
      <ul className={css.history}>
        {decisions.map((decision) => (
          <li key={`${decision.decidedAt}:${decision.kind}`}>
            <strong>{decision.actorName}</strong> {t(`evidence.decisions.${decision.kind}`)}
            {decision.reason && ` · ${reasonWords(decision.reason)}`}
            <time dateTime={decision.decidedAt}>{moscowDayTime(decision.decidedAt, tag)}</time>
            {decision.note && <p className={css.note}>{decision.note}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}
