import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseReply } from '../../http/contracts/case.ts'
import { type CaseId, caseKey, undo } from '../api/case.ts'
import { useKeys } from '../parts/use-keys.ts'
import { useNow } from '../parts/use-now.ts'
import css from './inbox.module.css'

export type LeavingReply = { id: CaseId; buyerName: string | null; reply: CaseReply }

const LINGER_MS = 4000

/** The few seconds in which the last reply can be taken back, wherever the agent has moved on to. */
export function UndoBar({
  reply,
  onUndone,
  onGone,
}: {
  reply: LeavingReply | undefined
  onUndone: (id: CaseId) => void
  onGone: () => void
}) {
  if (!reply) return null
  return <Bar key={reply.reply.id} leaving={reply} onUndone={onUndone} onGone={onGone} />
}

function Bar({
  leaving,
  onUndone,
  onGone,
}: {
  leaving: LeavingReply
  onUndone: (id: CaseId) => void
  onGone: () => void
}) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const now = useNow(250)
  const [message, setMessage] = useState<string>()
  const { id, reply } = leaving
  const sendAt = reply.sendAt ? Date.parse(reply.sendAt) : 0
  const seconds = Math.max(0, Math.ceil((sendAt - now) / 1000))
  const name = leaving.buyerName ?? t('reply.buyer')
  const canUndo = reply.canUndo && seconds > 0 && !message
  const takeBack = useMutation({
    mutationFn: () => undo(id, reply.id),
    onSuccess: () => {
      setMessage(t('reply.undone'))
      onUndone(id)
    },
    onError: () => setMessage(t('reply.undoTooLate')),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: caseKey(id) })
      void client.invalidateQueries({ queryKey: ['inbox'] })
    },
  })
  useKeys({ z: () => canUndo && !takeBack.isPending && takeBack.mutate() })
  const isOver = seconds === 0 || message !== undefined
  useEffect(() => {
    if (!isOver) return
    const timer = setTimeout(onGone, LINGER_MS)
    return () => clearTimeout(timer)
  }, [isOver, onGone])
  return (
    <div className={css.undo}>
      <span className="num">
        {message ?? (seconds > 0 ? t('reply.leaving', { name, seconds }) : t('reply.left', { name }))}
      </span>
      <span className="sr-only" role="status">
        {message ?? t('reply.left', { name })}
      </span>
      {canUndo && (
        <button type="button" onClick={() => takeBack.mutate()} disabled={takeBack.isPending}>
          {t('actions.undo')} <kbd>Z</kbd>
        </button>
      )}
    </div>
  )
}
