import { Fragment, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Case, CaseMessage } from '../../../http/contracts/case.ts'
import type { CaseNote } from '../../../http/contracts/notes.ts'
import type { CaseId } from '../../api/case.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { moscowDay } from '../../parts/time.ts'
import { Bubble, LeavingBubble } from './bubble.tsx'
import { NoteBubble } from './note-bubble.tsx'
import css from './thread.module.css'
import { useTranslations } from './use-translations.ts'
import { replyOnItsWay } from './why-not.ts'

/** Left free above the newest message. */
const ABOVE_PX = 6

type Props = {
  id: CaseId
  data: Case
  /** A reply is to be kept as a past answer. */
  onKeep: (replyId: string) => void
}

export function Thread({ id, data, onKeep }: Props) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const { messages, replies, notes } = data
  const scroller = useRef<HTMLElement>(null)
  const leaving = replyOnItsWay({ replies })
  // A sent reply is shown once: as the marketplace's own message as soon as that is known.
  const isInThread = leaving && messages.some(({ replyState }) => replyState === leaving.status)
  const newest = messages.at(-1)
  const translations = useTranslations(id, messages)
  const newestFirst = `${messages.length}/${notes.length}/${leaving?.status}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message scrolls to itself
  useEffect(() => {
    const element = scroller.current
    const list = element?.firstElementChild
    if (!element || !list) return
    let wasRead = false
    const toNewest = () => {
      if (wasRead) return
      const last = list.lastElementChild
      const top = last instanceof HTMLElement ? last.offsetTop - element.offsetTop - ABOVE_PX : 0
      // What is longer than the room it has is read from its beginning: words stand before photos.
      element.scrollTo({ top: Math.min(element.scrollHeight - element.clientHeight, top) })
    }
    // Translations and photos that come later push the newest words down, until somebody scrolls by hand.
    const grows = new ResizeObserver(toNewest)
    grows.observe(list)
    const onOwnScroll = () => {
      wasRead = true
    }
    const gestures = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const
    for (const gesture of gestures) element.addEventListener(gesture, onOwnScroll, { passive: true })
    toNewest()
    return () => {
      grows.disconnect()
      for (const gesture of gestures) element.removeEventListener(gesture, onOwnScroll)
    }
  }, [newestFirst])
  return (
    <section
      ref={scroller}
      className={css.thread}
      aria-label={t('case.thread')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
    >
      <ol className={css.messages}>
        {messages.map((message, index) => {
          const day = moscowDay(message.sentAt, tag)
          const before = messages[index - 1]
          const between = notesBetween(notes, before?.sentAt, message.sentAt)
          return (
            <Fragment key={message.id}>
              {between.map((note) => (
                <NoteBubble key={note.id} note={note} />
              ))}
              {(!before || moscowDay(before.sentAt, tag) !== day) && <li className={css.day}>{day}</li>}
              <Bubble
                message={message}
                translation={translations.of(message.id)}
                continues={before?.author === message.author && between.length === 0}
                onKeep={onKeep}
              />
            </Fragment>
          )
        })}
        {notesBetween(notes, newest?.sentAt, undefined).map((note) => (
          <NoteBubble key={note.id} note={note} />
        ))}
        {leaving && !isInThread && <LeavingBubble reply={leaving} />}
      </ol>
      {translations.why && translations.why !== 'no_model' && (
        <p className={css.untranslated}>{t('case.untranslated')}</p>
      )}
      <NewMessageNotice newest={newest} />
    </section>
  )
}

/** Says aloud what a sighted agent sees arriving. */
function NewMessageNotice({ newest }: { newest: CaseMessage | undefined }) {
  const { t } = useTranslation()
  const [shown] = useState(newest?.id)
  const isNew = newest !== undefined && newest.id !== shown && newest.author === 'buyer'
  return (
    <div className="sr-only" aria-live="polite">
      {isNew && t('case.newMessage', { text: newest.text })}
    </div>
  )
}

/** Those written after one message and before the next; times are ISO, which sort as text. */
function notesBetween(notes: readonly CaseNote[], after: string | undefined, until: string | undefined) {
  return notes.filter(
    ({ createdAt }) =>
      (after === undefined || createdAt >= after) && (until === undefined || createdAt < until),
  )
}
