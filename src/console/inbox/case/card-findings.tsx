import { IconAlertTriangle, IconCirclePlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ReadingFinding } from '../../../domain/reading/reading.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import css from './reading-card.module.css'

type Props = { lost: ReadingFinding[]; added: ReadingFinding[] }

/** Where the reading and the Russian differ. The Russian is what will be sent. */
export function CardFindings({ lost, added }: Props) {
  const { t } = useTranslation()
  if (lost.length + added.length === 0) return null
  return (
    <div className={css.findings} role="note">
      {lost.length > 0 && (
        <p>
          <IconAlertTriangle size={15} aria-hidden />
          <strong>{t('card.lost')}</strong>
        </p>
      )}
      <Lines findings={lost} />
      {added.length > 0 && (
        <p>
          <IconCirclePlus size={15} aria-hidden />
          <strong>{t('card.added')}</strong>
        </p>
      )}
      <Lines findings={added} />
    </div>
  )
}

function Lines({ findings }: { findings: ReadingFinding[] }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  if (findings.length === 0) return null
  return (
    <ul>
      {findings.map(({ kind, words, within, ...said }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: findings of one reading never move, and may repeat
        <li key={index} title={within}>
          {t(`card.kinds.${kind}`)} {language !== 'ru' && said[language] && <b>{said[language]}</b>}{' '}
          <q>{words}</q>
        </li>
      ))}
    </ul>
  )
}
