import { CloseButton } from '@mantine/core'
import { IconAlertTriangle, IconHistory } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { conflictDetailsSchema } from '../../../http/contracts/error.ts'
import { ApiError } from '../../api/client.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { useProblemText } from '../../parts/problem.tsx'
import { moscowDayTime } from '../../parts/time.ts'
import css from './case.module.css'
import type { Moved } from './use-moved.ts'

/** A refused decision says who did what and when; a case that changed under the reader says that it did. */
export function MovedNotice({
  error,
  moved,
  onDismiss,
}: {
  error: Error | null
  moved: Moved | null
  onDismiss: () => void
}) {
  const { t } = useTranslation()
  const problem = useProblemText(error)
  const isConflict = error instanceof ApiError && error.status === 409
  if (!error && !moved) return null
  return (
    <div className={css.notice} role="alert" data-tone={error && !isConflict ? 'bad' : 'warn'}>
      {error && !isConflict ? (
        <IconAlertTriangle size={18} aria-hidden />
      ) : (
        <IconHistory size={18} aria-hidden />
      )}
      <div>
        {isConflict ? (
          <>
            <strong>
              <WhoCameFirst error={error} />
            </strong>{' '}
            {t('conflict.nothingSent')}
          </>
        ) : error ? (
          problem
        ) : (
          t(moved === 'message' ? 'case.changedMessage' : 'case.changedDraft')
        )}
      </div>
      <CloseButton size="sm" aria-label={t('conflict.gotIt')} onClick={onDismiss} />
    </div>
  )
}

const DECIDED = ['approved', 'edited', 'refused', 'escalated'] as const
const CODES = ['window_closed', 'chat_closed', 'reply_under_way', 'draft_changed', 'sending_stopped'] as const

function WhoCameFirst({ error }: { error: ApiError }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const { by, what, at } = conflictDetailsSchema.catch({}).parse(error.details)
  const name = by ?? '?'
  const time = at ? moscowDayTime(at, tag) : ''
  const decided = DECIDED.find((word) => word === what)
  if (error.code === 'draft_decided' && decided) return t(`conflict.${decided}`, { name, time })
  if (error.code === 'claimed_by_other') return t('conflict.claimed', { name, time })
  if (error.code === 'draft_superseded') return t('conflict.superseded', { time })
  const code = CODES.find((known) => known === error.code)
  return code ? t(`conflict.${code}`, { time }) : t('conflict.other')
}
