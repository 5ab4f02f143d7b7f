import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DraftSentence, SentenceFinding } from '../../../domain/draft.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import css from './findings.module.css'

/** Why a sentence does not hold: the words, and what the evidence says instead. */
export function SentenceFindings({ findings }: { findings: readonly SentenceFinding[] | undefined }) {
  if (!findings || findings.length === 0) return null
  return (
    <ul className={css.findings}>
      {findings.map((finding) => (
        <FindingLine key={`${finding.kind}:${finding.words}:${finding.evidenceId}`} finding={finding} />
      ))}
    </ul>
  )
}

/** The same for a text that is being written: only the sentences that do not hold. Told, never in the way. */
export function TextFindings({ sentences }: { sentences: readonly DraftSentence[] }) {
  const { t } = useTranslation()
  const found = sentences.flatMap(({ findings = [] }) => findings)
  if (found.length === 0) return null
  return (
    <section aria-label={t('draft.findings')}>
      <h4 className={css.title}>{t('draft.findings')}</h4>
      <SentenceFindings findings={found} />
    </section>
  )
}

function FindingLine({ finding }: { finding: SentenceFinding }) {
  const { language } = useLanguage()
  return (
    <li className={css.finding}>
      <IconAlertTriangle size={14} className={css.icon} aria-hidden />
      <span>
        <q lang="ru">{finding.words}</q> {finding.message[language]}
      </span>
    </li>
  )
}
