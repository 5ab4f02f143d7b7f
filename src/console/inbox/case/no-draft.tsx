import { Loader } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconPencilOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Case } from '../../../http/contracts/case.ts'
import css from './case.module.css'
import { replyOnItsWay } from './why-not.ts'

/** Why there is nothing to approve. */
export function NoDraft({ data }: { data: Case }) {
  const { t } = useTranslation()
  const { draftState, route } = data.conversation
  if (draftState === 'drafting') {
    return (
      <div className={css.noDraft} role="status">
        <Loader size={16} aria-hidden />
        {t('case.waitingDraft')}
      </div>
    )
  }
  if (replyOnItsWay(data)) return null
  if (data.draftError) {
    return (
      <div className={css.noDraft} role="status" data-tone="bad">
        <IconAlertTriangle size={18} aria-hidden />
        {t('case.draftFailed', { reason: data.draftError })}
      </div>
    )
  }
  return (
    <div className={css.noDraft} role="status">
      {route === 'no_reply' ? (
        <>
          <IconCircleCheck size={18} aria-hidden />
          {t('case.noReplyNeeded')}
        </>
      ) : (
        <>
          <IconPencilOff size={18} aria-hidden />
          {t('case.noDraft')}
        </>
      )}
    </div>
  )
}
