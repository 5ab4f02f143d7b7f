import { IconLanguage } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Translations } from '../../../http/contracts/reading.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { CardFindings } from './card-findings.tsx'
import css from './thread.module.css'

export type TranslatedMessage = Translations['translations'][number]

/** What a message says in the agent's language, under the words as they were written. */
export function MessageTranslation({ translation }: { translation: TranslatedMessage }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  return (
    <div className={css.translation}>
      <p lang={tag}>
        <IconLanguage
          className={css.translationMark}
          size={13}
          role="img"
          aria-label={t('case.translation')}
        />
        {translation.text}
      </p>
      <CardFindings lost={translation.lost} added={translation.added} />
    </div>
  )
}
