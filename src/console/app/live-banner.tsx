import { IconCloudOff, IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLiveState } from '../api/live.ts'
import css from './shell.module.css'

/** Silent while all is well; says so when what is on the screen may be old. */
export function LiveBanner() {
  const { t } = useTranslation()
  const state = useLiveState()
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
    </div>
  )
}
