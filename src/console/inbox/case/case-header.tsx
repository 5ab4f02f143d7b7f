import { Tooltip } from '@mantine/core'
import {
  IconArrowLeft,
  IconEye,
  IconHourglass,
  IconLayoutSidebarRight,
  IconLock,
  IconNote,
  IconWorld,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Case, CaseConversation, CaseDraft } from '../../../http/contracts/case.ts'
import { CaseMenu } from '../../cases/case-menu.tsx'
import { useLanguage } from '../../i18n/i18n.ts'
import { Stars } from '../../parts/stars.tsx'
import { clockLeft, moscowDayTime, urgencyOf } from '../../parts/time.ts'
import { useNow } from '../../parts/use-now.ts'
import { CategoryName, channelOf } from '../../parts/words.tsx'
import { TimeLeft } from '../queue/time-left.tsx'
import css from './case.module.css'

export function CaseHeader({
  conversation,
  reading,
  readers,
  me,
  isMenuOpen,
  onMenu,
  onClose,
  onNote,
  onBack,
  onEvidence,
}: {
  conversation: CaseConversation
  /** How the turn was read; none before the first draft. */
  reading: CaseDraft['classification'] | undefined
  /** Who else has the case before them. */
  readers: Case['readers']
  me: string | undefined
  isMenuOpen: boolean
  onMenu: (isOpen: boolean) => void
  /** The case is to be closed. */
  onClose: () => void
  onNote: () => void
  onBack: () => void
  onEvidence: () => void
}) {
  const { t } = useTranslation()
  const now = useNow()
  const { claimedBy, dueAt, category } = conversation
  const others = readers.filter(({ id }) => id !== claimedBy?.id)
  return (
    <header className={css.header}>
      <button type="button" className={css.backButton} aria-label={t('case.back')} onClick={onBack}>
        <IconArrowLeft size={20} aria-hidden />
      </button>
      <div className={css.who}>
        <div className={css.nameLine}>
          <h2 tabIndex={-1} data-case-heading>
            {conversation.buyerName ?? t(conversation.isPublic ? 'review.anonymous' : 'case.buyer')}
          </h2>
          <CaseMenu
            conversation={conversation}
            me={me}
            isOpen={isMenuOpen}
            onOpen={onMenu}
            onClose={onClose}
          />
        </div>
        <p className={css.facts}>
          <span>{conversation.shopName}</span>
          {conversation.scheme && <span>{conversation.scheme}</span>}
          <span>{t(`channels.${channelOf(conversation.channel)}`)}</span>
          {conversation.rating !== null && <Stars rating={conversation.rating} />}
          {conversation.orderStatus === 'CANCELLED' && (
            <span title={t('review.notTakenHint')}>{t('review.notTaken')}</span>
          )}
          {conversation.isPublic && conversation.product && (
            <span title={conversation.product.sku}>{conversation.product.name}</span>
          )}
          {!conversation.isPublic && (
            <span>
              {conversation.orderNumber
                ? t('case.order', { number: conversation.orderNumber })
                : t('case.noOrder')}
            </span>
          )}
          {category && (
            <span>
              <CategoryName shopId={conversation.shopId} category={category} />
            </span>
          )}
          {reading?.negative && <span>{t(`negative.${reading.negative}`)}</span>}
          {reading?.tone && reading.tone !== 'calm' && <span>{t(`tones.${reading.tone}`)}</span>}
          {conversation.riskFlags.map((flag) => (
            <span key={flag} className={css.risk}>
              {t(`risks.${flag}`)}
            </span>
          ))}
        </p>
      </div>
      <div className={css.headerEnd}>
        {claimedBy && claimedBy.id !== me && (
          <span className={css.pill} data-tone="warn">
            <IconEye size={14} aria-hidden />
            {t('case.claimedBy', { name: claimedBy.name })}
          </span>
        )}
        {others.length > 0 && (
          <span className={css.pill} data-tone="plain">
            <IconEye size={14} aria-hidden />
            {t('case.readers', { names: others.map(({ name }) => name).join(', ') })}
          </span>
        )}
        <Publicity isPublic={conversation.isPublic} />
        {dueAt && (
          <span className={css.deadline}>
            <span>{t('time.ours')}</span>
            <TimeLeft until={dueAt} now={now} />
          </span>
        )}
        {conversation.targetDueAt && (
          <span className={css.deadline}>
            <span>{t('time.target')}</span>
            <TimeLeft until={conversation.targetDueAt} now={now} />
          </span>
        )}
        <WindowLeft until={conversation.windowUntil} now={now} />
      </div>
      <Tooltip label={`${t('notes.add')} (N)`}>
        <button type="button" className={css.noteButton} aria-label={t('notes.add')} onClick={onNote}>
          <IconNote size={19} aria-hidden />
        </button>
      </Tooltip>
      <button
        type="button"
        className={css.evidenceButton}
        aria-label={t('case.evidence')}
        onClick={onEvidence}
      >
        <IconLayoutSidebarRight size={20} aria-hidden />
      </button>
    </header>
  )
}

function Publicity({ isPublic }: { isPublic: boolean }) {
  const { t } = useTranslation()
  return (
    <Tooltip label={t(isPublic ? 'case.publicHint' : 'case.privateHint')}>
      <span className={css.pill} data-tone={isPublic ? 'public' : 'plain'}>
        {isPublic ? <IconWorld size={14} aria-hidden /> : <IconLock size={14} aria-hidden />}
        {t(isPublic ? 'case.public' : 'case.private')}
      </span>
    </Tooltip>
  )
}

/** The marketplace's own limit, apart from the shop's: after it nothing can be sent. */
function WindowLeft({ until, now }: { until: string | null; now: number }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  if (!until) return null
  const untilMs = Date.parse(until)
  const urgency = urgencyOf(untilMs, now)
  const words =
    urgency === 'overdue' ? t('time.windowClosed') : t('time.windowLeft', { time: clockLeft(untilMs, now) })
  return (
    <Tooltip label={t('time.windowUntil', { until: moscowDayTime(until, tag) })}>
      <span
        className={css.pill}
        data-tone={urgency === 'overdue' ? 'bad' : urgency === 'soon' ? 'warn' : 'plain'}
      >
        <IconHourglass size={14} aria-hidden />
        <span className="num">{words}</span>
      </span>
    </Tooltip>
  )
}
