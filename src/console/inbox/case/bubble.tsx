import { IconBookmarkPlus, IconBuildingStore, IconCheck, IconChecks, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseMessage, CaseReply } from '../../../http/contracts/case.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { moscowDayTime, moscowTime } from '../../parts/time.ts'
import { ClassWord } from './draft-sentences.tsx'
import { MessageTranslation, type TranslatedMessage } from './message-translation.tsx'
import { Photos } from './photos.tsx'
import { ReplyState } from './reply-state.tsx'
import css from './thread.module.css'

type BubbleProps = {
  message: CaseMessage
  translation: TranslatedMessage | undefined
  continues: boolean
  onKeep: (replyId: string) => void
}

export function Bubble({ message, translation, continues, onKeep }: BubbleProps) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const { author } = message
  return (
    <li className={css.message} data-author={author} data-continues={continues}>
      {!continues && (
        <span className={css.author}>
          {author === 'marketplace' && <IconBuildingStore size={13} aria-hidden />}
          {t(`case.${author}`)}
        </span>
      )}
      {continues && <span className="sr-only">{t(`case.${author}`)}</span>}
      <div className={css.bubble}>
        {message.text && (
          <p className={css.text} lang="ru">
            {message.text}
          </p>
        )}
        {translation && <MessageTranslation translation={translation} />}
        <Photos attachments={message.attachments} />
        <Earlier message={message} />
      </div>
      <span className={css.meta}>
        <time dateTime={message.sentAt} title={t('time.moscow')}>
          {moscowTime(message.sentAt, tag)}
        </time>
        {author === 'seller' &&
          (message.readAt ? (
            <span className={css.mark}>
              <IconChecks size={14} aria-hidden />
              {t('case.read')}
            </span>
          ) : message.replyState ? (
            <ReplyState state={message.replyState} />
          ) : (
            message.confirmed && <IconCheck size={14} role="img" aria-label={t('reply.visible')} />
          ))}
        {message.replyClass && <ClassWord value={message.replyClass} />}
        {message.replyId !== undefined && message.replyState === 'visible' && (
          <KeepButton replyId={message.replyId} onKeep={onKeep} />
        )}
      </span>
    </li>
  )
}

/** A good answer serves the next buyer who asks. */
function KeepButton({ replyId, onKeep }: { replyId: string; onKeep: (replyId: string) => void }) {
  const { t } = useTranslation()
  return (
    <button type="button" className={css.keep} onClick={() => onKeep(replyId)}>
      <IconBookmarkPlus size={13} aria-hidden />
      {t('keep.button')}
    </button>
  )
}

/** An edited message keeps what it said before. */
function Earlier({ message }: { message: CaseMessage }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const [isOpen, setIsOpen] = useState(false)
  if (!message.editedAt && message.versions.length === 0) return null
  return (
    <div className={css.earlier}>
      <button type="button" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <IconPencil size={12} aria-hidden />
        {t('case.edited')}
      </button>
      {isOpen &&
        message.versions.map((version) => (
          <div key={version.replacedAt} className={css.version}>
            <span>{t('case.earlierText', { time: moscowDayTime(version.replacedAt, tag) })}</span>
            <p lang="ru">{version.text}</p>
          </div>
        ))}
    </div>
  )
}

/** A reply of ours that the marketplace does not show yet. */
export function LeavingBubble({ reply }: { reply: CaseReply }) {
  const { t } = useTranslation()
  return (
    <li className={css.message} data-author="seller" data-leaving="true">
      <span className={css.author}>
        {t('reply.approvedBy', {
          name: reply.approvedBy === 'policy' ? t('autonomy.actor') : reply.approvedBy,
        })}
      </span>
      <div className={css.bubble}>
        <p className={css.text} lang="ru">
          {reply.text}
        </p>
      </div>
      <span className={css.meta}>
        {reply.evidenceClass && <ClassWord value={reply.evidenceClass} />}
        <ReplyState state={reply.status} sendAt={reply.sendAt} reason={reply.failureReason} />
      </span>
    </li>
  )
}
