import { IconCloudOff, IconPlugConnectedX, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLiveState } from '../api/live.ts'
import { statusQuery } from '../api/status.ts'
import css from './shell.module.css'

/** Silent while all is well; says so when what is on the screen may be old. */
export function LiveBanner() {
  const { t } = useTranslation()
  const state = useLiveState()
  const { data: status } = useQuery(statusQuery)
  return (
    <div role="status">
      {state === 'lost' && (
        <div className={css.banner} data-state="lost">
          <IconCloudOff size={16} aria-hidden />
          {t('live.lost')}
        </div>
      )}
      {state === 'catching_up' && (
        <div className={css.banner} data-state="catching_up">
          <IconRefresh size={16} aria-hidden />
          {t('live.catchingUp')}
        </div>
      )}
      {status?.model?.ok === false && (
        <div className={css.banner} data-state="model">
          <IconPlugConnectedX size={16} aria-hidden />
          {t('live.modelDown', { model: status.model.name })}
        </div>
      )}
    </div>
  )
}
