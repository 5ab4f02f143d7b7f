import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Check } from '../../../domain/draft.ts'
import type { Case } from '../../../http/contracts/case.ts'
import { approve, type CaseId, caseKey } from '../../api/case.ts'
import { ApiError } from '../../api/client.ts'
import { dropFromInbox } from '../../api/inbox.ts'
import { useMergeCase } from '../../cases/use-merge-case.ts'
import { useTakeCase } from '../../cases/use-take-case.ts'
import { copyText } from '../../parts/copy-text.ts'
import { useKeys } from '../../parts/use-keys.ts'
import { useNow } from '../../parts/use-now.ts'
import { CasePromises } from '../../promises/case-promises.tsx'
import { nextOfCase } from '../neighbour.ts'
import { PasteNext } from '../paste/paste-next.tsx'
import { ActionBar } from './action-bar.tsx'
import css from './case.module.css'
import { type Asking, CaseDialogs } from './case-dialogs.tsx'
import { CaseHeader } from './case-header.tsx'
import type { CasePaneProps } from './case-pane.tsx'
import { Complaints } from './complaints.tsx'
import { DecisionDialogs, type DialogName } from './decision-dialogs.tsx'
import { DraftPanel } from './draft-panel.tsx'
import { EarlierDraft } from './earlier-draft.tsx'
import { Editor } from './editor.tsx'
import { EscalatedNote } from './escalated-note.tsx'
import { KeepAnswer } from './keep-answer.tsx'
import { forgetText } from './kept-text.ts'
import { MovedNotice } from './moved-notice.tsx'
import { NoDraft } from './no-draft.tsx'
import { numberEvidence } from './number-evidence.ts'
import { SnoozedNote } from './snoozed-note.tsx'
import { Thread } from './thread.tsx'
import { useAcknowledged } from './use-acknowledged.ts'
import { useApprovalGuard } from './use-approval-guard.ts'
import { useCaseCommands } from './use-case-commands.ts'
import { useGloss } from './use-gloss.ts'
import { useMentionSeen } from './use-mention-seen.ts'
import { useMoved } from './use-moved.ts'
import { warningsOf, whyNotAnswerable, whyNotApprovable } from './why-not.ts'

const NO_CHECKS: Check[] = []
const WAITING = new Set(['open', 'escalated'])
/** The server's answers when a rule stops a text. */
const UNFIT = new Set(['text_blocked', 'warnings_not_acknowledged'])

/** One case: who asks, what was said, what we would say, and the keys to decide. */
export function CaseView({
  data,
  id,
  me,
  onBack,
  onEvidence,
  onDone,
  onAct,
}: CasePaneProps & { data: Case }) {
  const client = useQueryClient()
  const now = useNow(5000)
  const [editing, setEditing] = useState<'text' | 'canned' | 'earlier'>()
  const isEditing = editing !== undefined
  const [followUpOf, setFollowUpOf] = useState<string>()
  const [dialog, setDialog] = useState<DialogName>()
  const [asking, setAsking] = useState<Asking>()
  const [keeping, setKeeping] = useState<string>()
  const [isMenuOpen, setIsMenuOpen] = useState(false)
  const gloss = useGloss()
  const { conversation, draft, messages } = data
  const { isCopyOnly } = conversation
  const reading = `${draft?.id}/${draft?.fingerprint}/${conversation.revision}/${messages.length}`
  const moved = useMoved(data, reading)
  const acknowledged = useAcknowledged(reading, draft?.checks ?? NO_CHECKS)
  const heading = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Whoever opened a dialog while the case was on its way is writing there.
    if (document.activeElement?.closest('[role="dialog"]')) return
    heading.current?.querySelector<HTMLElement>('[data-case-heading]')?.focus({ preventScroll: true })
  }, [])

  useMentionSeen(conversation)

  const refresh = useCallback(() => client.invalidateQueries({ queryKey: caseKey(id) }), [client, id])
  const finish = (next?: CaseId) => {
    forgetText(id)
    setDialog(undefined)
    setAsking(undefined)
    setEditing(undefined)
    setFollowUpOf(undefined)
    void refresh()
    void dropFromInbox(client, id)
    onDone(next)
  }
  const fail = (error: Error) => {
    setDialog(undefined)
    setAsking(undefined)
    if (error instanceof ApiError && error.status === 409) setEditing(undefined)
    // A rule found what the draft does not tell: the editor shows every finding on the text as it is now.
    if (error instanceof ApiError && UNFIT.has(error.code)) setEditing('text')
    void refresh()
  }
  const approval = useMutation({
    mutationFn: async (read: NonNullable<Case['draft']>) => {
      if (isCopyOnly) await copyText(read.text)
      return approve(id, read.id, {
        fingerprint: read.fingerprint,
        acknowledgedWarnings: warningsOf(read.checks),
        ...(isCopyOnly ? { copiedOut: true } : {}),
      })
    },
    onSuccess: ({ reply }) => {
      onAct({ did: 'reply', id, buyerName: conversation.buyerName, reply })
      finish(nextOfCase(data))
    },
    onError: fail,
  })
  const taking = useTakeCase(conversation, me)
  const joining = useMergeCase(conversation)
  const alike = data.others.items.find((other) => other.isSuggested)
  // A refused approval is a change too: what it says wants to be read.
  const isReady = useApprovalGuard(approval.isError ? `${reading}/${approval.submittedAt}` : reading)
  const whyNot = whyNotApprovable(data, me, now, draft?.checks.filter(acknowledged.isAccepted))
  const whyNotAtAll = whyNotAnswerable(data, me, now)
  const canApprove = draft !== null && !whyNot && isReady && !approval.isPending && !isEditing
  const canWrite = !whyNotAtAll
  const isWaiting = WAITING.has(conversation.status)
  const canSnooze = isWaiting && !conversation.snoozedUntil
  const sources = draft ? numberEvidence(draft) : []

  const acts = {
    approve: () => canApprove && approval.mutate(draft),
    edit: () => canWrite && setEditing('text'),
    canned: () => canWrite && setEditing('canned'),
    redo: () => draft && !whyNotAtAll && setDialog('redo'),
    refuse: () => draft && !whyNotAtAll && setDialog('refuse'),
    escalate: () => isWaiting && setAsking('escalate'),
    snooze: () => canSnooze && setAsking('snooze'),
    note: () => setAsking('note'),
    mine: () => taking.mutate(),
    caseMenu: () => setIsMenuOpen(true),
    merge: () =>
      alike && !joining.isPending && joining.mutate({ act: 'merge', conversationId: alike.conversationId }),
    close: () => !conversation.case.outcome && setAsking('close'),
  }
  const canAccept = draft !== null && !isEditing && !whyNotAtAll && isReady
  useKeys({
    enter: acts.approve,
    a: () => canAccept && acknowledged.acceptNext(),
    e: () => draft && acts.edit(),
    w: () => !draft && acts.edit(),
    r: acts.redo,
    d: acts.refuse,
    x: acts.escalate,
    slash: acts.canned,
    s: acts.snooze,
    n: acts.note,
    m: acts.mine,
    g: acts.caseMenu,
    b: acts.merge,
    c: acts.close,
    t: gloss.toggle,
    ...Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [
        String(index + 1),
        () => sources[index] && onEvidence(index + 1),
      ]),
    ),
  })

  useCaseCommands({
    edit: draft && canWrite && acts.edit,
    write: !draft && canWrite && acts.edit,
    canned: canWrite && acts.canned,
    redo: draft && canWrite && acts.redo,
    refuse: draft && canWrite && acts.refuse,
    escalate: isWaiting && acts.escalate,
    snooze: canSnooze && acts.snooze,
    note: acts.note,
    mine: acts.mine,
    caseMenu: acts.caseMenu,
    merge: alike !== undefined && acts.merge,
    close: !conversation.case.outcome && acts.close,
    approve: canApprove && acts.approve,
  })

  return (
    <div className={css.view} ref={heading}>
      <CaseHeader
        conversation={conversation}
        reading={draft?.classification}
        readers={data.readers}
        me={me}
        isMenuOpen={isMenuOpen}
        onMenu={setIsMenuOpen}
        onClose={acts.close}
        onNote={acts.note}
        onBack={onBack}
        onEvidence={() => onEvidence(undefined)}
      />
      <Complaints triage={conversation.triage} />
      <Thread id={id} data={data} onKeep={setKeeping} />
      <PasteNext conversation={conversation} />
      <KeepAnswer id={id} replyId={keeping} onClose={() => setKeeping(undefined)} />
      <MovedNotice
        error={approval.error}
        moved={moved.what}
        onDismiss={() => {
          approval.reset()
          moved.dismiss()
        }}
      />
      <EscalatedNote id={id} data={data} />
      <SnoozedNote id={id} conversation={conversation} />
      {!isEditing && (
        <CasePromises
          promises={data.promises}
          onFollowUp={
            canWrite && !draft
              ? (promise) => {
                  setFollowUpOf(promise.id)
                  setEditing('text')
                }
              : undefined
          }
        />
      )}
      {isEditing ? (
        <Editor
          id={id}
          data={data}
          isReady={isReady}
          startsWith={editing === 'text' ? undefined : editing}
          followUpOf={followUpOf}
          onSent={(reply) => {
            onAct({ did: 'reply', id, buyerName: conversation.buyerName, reply })
            finish(nextOfCase(data))
          }}
          onRewritten={() => {
            setEditing(undefined)
            void refresh()
          }}
          onFailed={fail}
          onCancel={() => {
            setEditing(undefined)
            setFollowUpOf(undefined)
          }}
        />
      ) : draft ? (
        <DraftPanel
          id={id}
          channel={conversation.channel}
          draft={draft}
          replies={data.replies}
          sources={sources}
          gloss={gloss}
          acknowledged={acknowledged}
          onEvidence={(number) => onEvidence(number)}
        />
      ) : data.earlierDraft ? (
        <EarlierDraft draft={data.earlierDraft} onUse={canWrite ? () => setEditing('earlier') : undefined} />
      ) : (
        <NoDraft data={data} />
      )}
      {!isEditing && (
        <ActionBar
          hasDraft={draft !== null}
          isCopyOnly={isCopyOnly}
          whyNot={whyNot}
          canDecide={!whyNotAtAll}
          isWaiting={isWaiting}
          canSnooze={canSnooze}
          isReady={isReady}
          isSending={approval.isPending}
          acts={acts}
        />
      )}
      <CaseDialogs
        id={id}
        data={data}
        asking={asking}
        onClose={() => setAsking(undefined)}
        onDone={() => finish()}
        onSnoozed={(until) => {
          onAct({ did: 'snooze', id, buyerName: conversation.buyerName, until: until.toISOString() })
          finish()
        }}
        onFailed={fail}
      />
      {draft && (
        <DecisionDialogs
          id={id}
          draft={draft}
          open={dialog}
          onClose={() => setDialog(undefined)}
          onDecided={() => {
            setDialog(undefined)
            void refresh()
            void client.invalidateQueries({ queryKey: ['inbox'] })
          }}
          onFailed={fail}
        />
      )}
    </div>
  )
}
