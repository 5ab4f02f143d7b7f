import {
  IconAlarm,
  IconArrowUpRight,
  IconAt,
  IconClockPlay,
  IconEye,
  IconHelpCircle,
  IconMessage,
  IconPhoto,
  IconStar,
  IconWorld,
  IconZzz,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { InboxItem } from '../../../http/contracts/inbox.ts'
import { CaseMarks } from '../../cases/case-marks.tsx'
import { useLanguage } from '../../i18n/i18n.ts'
import { Severity, TopicNames } from '../../parts/complaint.tsx'
import { ProductPicture } from '../../parts/product-picture.tsx'
import { Stars } from '../../parts/stars.tsx'
import { moscowDayTime, moscowMoment, moscowTime } from '../../parts/time.ts'
import { CategoryName, useInOwnWords } from '../../parts/words.tsx'
import { ReplyStateIcon } from '../case/reply-state.tsx'
import css from './queue.module.css'
import { TargetLeft } from './target-left.tsx'
import { TimeLeft } from './time-left.tsx'

export function QueueRow({
  item,
  now,
  isOpen,
  isMine,
  me,
}: {
  item: InboxItem
  now: number
  isOpen: boolean
  isMine: boolean
  me: string | undefined
}) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const words = useInOwnWords()
  const { shopId, conversationId, product } = item
  // Ozon does not always name the buyer; the product then tells the rows apart.
  const productName = product && words({ ru: product.name, zh: product.nameZh ?? undefined })
  return (
    <Link
      to="/inbox/$shopId/$conversationId"
      params={{ shopId, conversationId }}
      search={(before) => ({ ...before, step: undefined })}
      className={css.row}
      aria-current={isOpen ? 'true' : undefined}
      data-open={isOpen}
      data-claimed={item.claimedBy !== null && !isMine}
    >
      <ProductPicture url={product?.pictureUrl} size={44} />
      <span className={css.rowBody}>
        <span className={css.rowTop}>
          <ChannelIcon channel={item.channel} />
          <span className={css.buyer}>{item.buyerName ?? productName ?? t('case.buyer')}</span>
          {item.snoozedUntil ? (
            <span
              className={css.left}
              title={t('queue.snoozedUntil', { time: moscowDayTime(item.snoozedUntil, tag) })}
            >
              <IconZzz size={14} aria-hidden />
              <span className="sr-only">{t('queue.snoozedUntil', { time: '' })}</span>
              {moscowMoment(item.snoozedUntil, now, tag)}
            </span>
          ) : item.replyState ? (
            <ReplyStateIcon state={item.replyState} />
          ) : (
            <TimeLeft until={item.dueAt ?? item.windowUntil} now={now} />
          )}
        </span>
        <span className={css.words} lang="ru">
          {item.lastBuyerText || t('queue.noText')}
        </span>
        <span className={css.rowFoot}>
          {item.promiseOverdueSince && (
            <span className={css.risk}>
              <IconAlarm size={13} aria-hidden /> {t('queue.promiseOverdue')}
            </span>
          )}
          {!item.snoozedUntil && <TargetLeft until={item.targetDueAt} now={now} />}
          {item.isMentioned && (
            <span className={css.calls}>
              <IconAt size={13} aria-hidden />
              {t('queue.mentioned')}
            </span>
          )}
          {item.escalatedTo && (
            <span className={css.calls}>
              <IconArrowUpRight size={13} aria-hidden />
              {item.escalatedTo.person?.name ??
                item.escalatedTo.department?.name ??
                t(`queue.toRole.${item.escalatedTo.role ?? 'lead'}`)}
            </span>
          )}
          {item.rating !== null && <Stars rating={item.rating} />}
          {item.triage && <Severity triage={item.triage} className={css.risk} />}
          {item.triage && <TopicNames triage={item.triage} />}
          {item.orderStatus === 'CANCELLED' && <span className={css.quiet}>{t('review.notTaken')}</span>}
          {item.category && (
            <span>
              <CategoryName shopId={item.shopId} category={item.category} />
            </span>
          )}
          {item.riskFlags.map((flag) => (
            <span key={flag} className={css.risk}>
              {t(`risks.${flag}`)}
            </span>
          ))}
          <CaseMarks state={item.case} me={me} isShort />
          {item.leavesAt && (
            <span className={css.claim} title={t('queue.leavesAt', { time: moscowTime(item.leavesAt, tag) })}>
              <IconClockPlay size={13} aria-hidden />
              <span className="sr-only">{t('queue.leavesAt', { time: '' })}</span>
              {moscowTime(item.leavesAt, tag)}
            </span>
          )}
          {item.isPublic && (
            <span className={css.public}>
              <IconWorld size={13} aria-hidden />
              {t('case.public')}
            </span>
          )}
          {item.attachmentsCount > 0 && (
            <span className={css.quiet}>
              <IconPhoto size={13} aria-hidden />
              <span className="num" aria-hidden>
                {item.attachmentsCount}
              </span>
              <span className="sr-only">{t('queue.photos', { count: item.attachmentsCount })}</span>
            </span>
          )}
          {item.claimedBy && !isMine && (
            <span className={css.claim} title={t('queue.claimedBy', { name: item.claimedBy.name })}>
              <IconEye size={13} aria-hidden />
              {item.claimedBy.name}
            </span>
          )}
        </span>
      </span>
    </Link>
  )
}

function ChannelIcon({ channel }: { channel: string }) {
  const { t } = useTranslation()
  const size = 14
  if (channel === 'ozon-review')
    return <IconStar size={size} role="img" aria-label={t('channels.ozon-review')} />
  if (channel === 'ozon-question') {
    return <IconHelpCircle size={size} role="img" aria-label={t('channels.ozon-question')} />
  }
  return <IconMessage size={size} role="img" aria-label={t('channels.ozon-chat')} />
}
