import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconCheck,
  IconChecks,
  IconClockPause,
  IconCopyCheck,
  IconEyeSearch,
  IconQuestionMark,
  IconSend,
  IconX,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Trilingual } from '../../../http/contracts/common.ts'
import type { ReplyState as State } from '../../../http/contracts/inbox.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { useNow } from '../../parts/use-now.ts'
import css from './thread.module.css'

const ICONS = {
  queued: IconClockPause,
  sending: IconSend,
  sent: IconCheck,
  visible: IconChecks,
  rejected: IconX,
  uncertain: IconQuestionMark,
  in_moderation: IconEyeSearch,
  lost: IconAlertTriangle,
  cancelled: IconArrowBackUp,
  copied: IconCopyCheck,
  copied_seen: IconChecks,
} satisfies Record<State, unknown>

/** The fate of a reply in plain words. */
export function ReplyState({
  state,
  sendAt,
  reason,
}: {
  state: State
  sendAt?: string | null
  reason?: Trilingual | null
}) {
  const Icon = ICONS[state]
  return (
    <span className={css.state} data-state={state}>
      <Icon size={14} aria-hidden />
      <Words state={state} sendAt={sendAt ?? null} reason={reason ?? null} />
    </span>
  )
}

function Words({
  state,
  sendAt,
  reason,
}: {
  state: State
  sendAt: string | null
  reason: Trilingual | null
}) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const now = useNow(500)
  if (state === 'queued') {
    const seconds = sendAt ? Math.ceil((Date.parse(sendAt) - now) / 1000) : 0
    return <span className="num">{seconds > 0 ? t('reply.queued', { seconds }) : t('reply.queuedNow')}</span>
  }
  if (state === 'rejected') {
    return <span>{t('reply.rejected', { reason: reason?.[language] ?? t('reply.noReason') })}</span>
  }
  return <span>{t(`reply.${state}`)}</span>
}

/** For rows too narrow for words: the words are its name. */
export function ReplyStateIcon({ state }: { state: State }) {
  const { t } = useTranslation()
  const Icon = ICONS[state]
  const label = t(`reply.short.${state}`)
  return (
    <span className={css.state} data-state={state}>
      <Icon size={14} aria-hidden />
      {label}
    </span>
  )
}
