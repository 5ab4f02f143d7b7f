import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseReply } from '../../http/contracts/case.ts'
import { type CaseId, caseKey, undo } from '../api/case.ts'
import { wake } from '../api/desk.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { useOfferedCommands } from '../parts/commands.ts'
import { moscowMoment } from '../parts/time.ts'
import { useKeys } from '../parts/use-keys.ts'
import { useNow } from '../parts/use-now.ts'
import css from './inbox.module.css'

/** What the agent did last and may still take back. */
export type Undoable = { id: CaseId; buyerName: string | null } & (
  | { did: 'reply'; reply: CaseReply }
  | { did: 'snooze'; until: string }
)

const LINGER_MS = 4000
const SNOOZE_MS = 10_000

type Props = { onUndone: (id: CaseId) => void; onGone: () => void }

/** The few seconds in which the last act can be taken back, wherever the agent has moved on to. */
export function UndoBar({ last, ...props }: Props & { last: Undoable | undefined }) {
  if (!last) return null
  if (last.did === 'reply') return <ReplyBar key={last.reply.id} last={last} {...props} />
  return <SnoozeBar key={`${last.id.conversationId}/${last.until}`} last={last} {...props} />
}

function ReplyBar({ last, ...props }: Props & { last: Extract<Undoable, { did: 'reply' }> }) {
  const { t } = useTranslation()
  const now = useNow(250)
  const { id, reply } = last
  const sendAt = reply.sendAt ? Date.parse(reply.sendAt) : 0
  const seconds = Math.max(0, Math.ceil((sendAt - now) / 1000))
  const name = last.buyerName ?? t('reply.buyer')
  return (
    <Bar
      {...props}
      id={id}
      isOpen={reply.canUndo && seconds > 0}
      text={seconds > 0 ? t('reply.leaving', { name, seconds }) : t('reply.left', { name })}
      said={t('reply.left', { name })}
      takeBack={() => undo(id, reply.id)}
      undone={t('reply.undone')}
      tooLate={t('reply.undoTooLate')}
    />
  )
}

function SnoozeBar({ last, ...props }: Props & { last: Extract<Undoable, { did: 'snooze' }> }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const [since] = useState(() => Date.now())
  const now = useNow(1000)
  const name = last.buyerName ?? t('reply.buyer')
  const text = t('snooze.done', { name, time: moscowMoment(last.until, now, tag) })
  return (
    <Bar
      {...props}
      id={last.id}
      isOpen={now - since < SNOOZE_MS}
      text={text}
      said={text}
      takeBack={() => wake(last.id)}
      undone={t('snooze.undone')}
      tooLate={t('snooze.undoFailed')}
    />
  )
}

function Bar({
  id,
  isOpen,
  text,
  said,
  takeBack,
  undone,
  tooLate,
  onUndone,
  onGone,
}: Props & {
  id: CaseId
  isOpen: boolean
  text: ReactNode
  /** For readers of screens: without the seconds, which would be read each time. */
  said: string
  takeBack: () => Promise<unknown>
  undone: string
  tooLate: string
}) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [message, setMessage] = useState<string>()
  const canUndo = isOpen && !message
  const taking = useMutation({
    mutationFn: takeBack,
    onSuccess: () => {
      setMessage(undone)
      onUndone(id)
    },
    onError: () => setMessage(tooLate),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: caseKey(id) })
      void client.invalidateQueries({ queryKey: ['inbox'] })
    },
  })
  const act = () => canUndo && !taking.isPending && taking.mutate()
  useKeys({ z: act })
  useOfferedCommands(1, canUndo ? [{ id: 'undo', title: t('actions.undo'), key: 'Z', run: act }] : [])
  const isOver = !isOpen || message !== undefined
  useEffect(() => {
    if (!isOver) return
    const timer = setTimeout(onGone, LINGER_MS)
    return () => clearTimeout(timer)
  }, [isOver, onGone])
  return (
    <div className={css.undo}>
      <span className="num">{message ?? text}</span>
      <span className="sr-only" role="status">
        {message ?? said}
      </span>
      {canUndo && (
        <button type="button" onClick={act} disabled={taking.isPending}>
          {t('actions.undo')} <kbd>Z</kbd>
        </button>
      )}
    </div>
  )
}
