import { useTranslation } from 'react-i18next'
import type { CaseConversation } from '../../../http/contracts/case.ts'
import { Severity, useTopicName } from '../../parts/complaint.tsx'
import css from './complaints.module.css'

/** What a review complains of, each topic with the buyer's own words. */
export function Complaints({ triage }: Pick<CaseConversation, 'triage'>) {
  const { t } = useTranslation()
  const topicName = useTopicName()
  if (!triage || triage.topics.length === 0) return null
  return (
    <section className={css.complaints} aria-label={t('complaints.title')}>
      <p className={css.head}>
        <Severity triage={triage} className={css.grave} />
        {triage.kinds.map((kind) => (
          <span key={kind}>{t(`complaints.kinds.${kind}`)}</span>
        ))}
      </p>
      <ul>
        {triage.topics.map(({ topic, words }) => (
          <li key={topic}>
            <b>{topicName(topic)}</b> <q lang="ru">{words}</q>
          </li>
        ))}
      </ul>
    </section>
  )
}
