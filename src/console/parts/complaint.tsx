import { IconMoodSad } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { TOPIC_NAMES, type Topic } from '../../domain/feedback/topics.ts'
import type { Triage } from '../../domain/feedback/triage-schema.ts'
import { useLanguage } from '../i18n/i18n.ts'

/** How a topic is called in the interface language. */
export function useTopicName(): (topic: Topic) => string {
  const { language } = useLanguage()
  return (topic) => TOPIC_NAMES[topic][language]
}

/** How grave a review is; nothing where nobody complains. */
export function Severity({ triage, className }: { triage: Triage; className: string | undefined }) {
  const { t } = useTranslation()
  if (triage.severity === 0) return null
  return (
    <span className={triage.severity >= 2 ? className : undefined}>
      <IconMoodSad size={13} aria-hidden /> {t(`severity.${triage.severity}`)}
    </span>
  )
}

/** The first topics by name, the rest as a number; each with the buyer's words behind it. */
export function TopicNames({ triage, most = 2 }: { triage: Triage; most?: number }) {
  const topicName = useTopicName()
  const { topics } = triage
  const rest = topics.length - most
  return (
    <>
      {topics.slice(0, most).map(({ topic, words }) => (
        <span key={topic} title={words}>
          {topicName(topic)}
        </span>
      ))}
      {rest > 0 && <span className="num">+{rest}</span>}
    </>
  )
}
