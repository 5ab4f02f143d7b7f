import { Loader } from '@mantine/core'
import { IconEyeCheck, IconEyeOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Unread } from '../../../domain/reading/reading.ts'
import css from './reading-card.module.css'

/** Who read the text: a model, a model that is at it, or code alone and why. */
export type Reader =
  | { by: 'model'; model: string }
  | { by: 'reading' }
  | { by: 'code'; why: Unread | 'editing' }

export function CardReader({ reader }: { reader: Reader }) {
  const { t } = useTranslation()
  if (reader.by === 'model') {
    return (
      <p className={css.reader} title={t('card.readHint')}>
        <IconEyeCheck size={14} aria-hidden />
        {t('card.readBy', { model: reader.model })}
      </p>
    )
  }
  if (reader.by === 'reading') {
    return (
      <p className={css.reader} role="status">
        <Loader size={12} aria-hidden />
        {t('card.reading')}
      </p>
    )
  }
  return (
    <p className={css.reader} data-tone="warn">
      <IconEyeOff size={14} aria-hidden />
      <span>
        <strong>{t('card.unread')}</strong> {t(`card.why.${reader.why}`)}
      </span>
    </p>
  )
}
