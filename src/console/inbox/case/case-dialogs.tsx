import type { Case } from '../../../http/contracts/case.ts'
import type { CaseId } from '../../api/case.ts'
import { CloseDialog } from '../../cases/close-dialog.tsx'
import { EscalateDialog } from './decision-dialogs.tsx'
import { NoteDialog } from './note-dialog.tsx'
import { SnoozeDialog } from './snooze-dialog.tsx'

export type Asking = 'snooze' | 'escalate' | 'note' | 'close'

type Props = {
  id: CaseId
  data: Case
  asking: Asking | undefined
  onClose: () => void
  /** The case left the queue. */
  onDone: () => void
  onSnoozed: (until: Date) => void
  onFailed: (error: Error) => void
}

/** What is asked about the case itself, with or without a draft. */
export function CaseDialogs({ id, data, asking, onClose, onDone, onSnoozed, onFailed }: Props) {
  const { conversation, others } = data
  switch (asking) {
    case 'close':
      return <CloseDialog conversation={conversation} others={others} onClose={onClose} onClosed={onDone} />
    case 'note':
      return <NoteDialog id={id} onClose={onClose} />
    case 'escalate':
      return <EscalateDialog id={id} data={data} onClose={onClose} onDecided={onDone} onFailed={onFailed} />
    case 'snooze':
      return <SnoozeDialog id={id} conversation={conversation} onClose={onClose} onSnoozed={onSnoozed} />
    default:
      return null
  }
}
