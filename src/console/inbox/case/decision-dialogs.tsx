import { Modal, Radio, Select, Stack, Textarea } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Case, CaseDraft } from '../../../http/contracts/case.ts'
import { REFUSAL_REASONS, type RefusalReason, refusalReasonSchema } from '../../../http/contracts/review.ts'
import { type CaseId, redo, refuse } from '../../api/case.ts'
import { escalate } from '../../api/desk.ts'
import { colleaguesQuery, takersQuery } from '../../api/notes.ts'
import { sessionQuery } from '../../api/session.ts'
import { FormEnd } from '../../parts/form-end.tsx'

export type DialogName = 'redo' | 'refuse'

const TITLES = { redo: 'redo.title', refuse: 'refuse.title' } as const

type Props = {
  id: CaseId
  draft: CaseDraft
  open: DialogName | undefined
  onClose: () => void
  onDecided: (kind: DialogName) => void
  onFailed: (error: Error) => void
}

/** Decisions that need a word more than a key. */
export function DecisionDialogs(props: Props) {
  const { t } = useTranslation()
  const { open, onClose } = props
  return (
    <Modal
      opened={open !== undefined}
      onClose={onClose}
      title={open && t(TITLES[open])}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
      transitionProps={{ duration: 80 }}
    >
      {open === 'redo' && <Redo {...props} />}
      {open === 'refuse' && <Refuse {...props} />}
    </Modal>
  )
}

function Redo({ id, draft, onClose, onDecided, onFailed }: Props) {
  const { t } = useTranslation()
  const [note, setNote] = useState('')
  const decision = useMutation({
    mutationFn: () => redo(id, draft.id, { fingerprint: draft.fingerprint, note: note.trim() || undefined }),
    onSuccess: () => onDecided('redo'),
    onError: onFailed,
  })
  return (
    <Form label={t('redo.submit')} decision={decision} onClose={onClose}>
      <Textarea
        data-autofocus
        autosize
        minRows={3}
        maxRows={8}
        maxLength={2000}
        label={t('redo.note')}
        placeholder={t('redo.placeholder')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </Form>
  )
}

function Refuse({ id, draft, onClose, onDecided, onFailed }: Props) {
  const { t } = useTranslation()
  const [reason, setReason] = useState<RefusalReason>()
  const [note, setNote] = useState('')
  const decision = useMutation({
    mutationFn: (why: RefusalReason) =>
      refuse(id, draft.id, { fingerprint: draft.fingerprint, reason: why, note: note.trim() || undefined }),
    onSuccess: () => onDecided('refuse'),
    onError: onFailed,
  })
  return (
    <Form
      label={t('refuse.submit')}
      decision={{ isPending: decision.isPending, mutate: () => reason && decision.mutate(reason) }}
      isIncomplete={!reason}
      onClose={onClose}
    >
      <Radio.Group
        label={t('refuse.why')}
        value={reason ?? ''}
        onChange={(value) => setReason(refusalReasonSchema.parse(value))}
      >
        <Stack gap={8} mt={8}>
          {REFUSAL_REASONS.map((option, index) => (
            <Radio
              key={option}
              value={option}
              label={t(`refuse.reasons.${option}`)}
              data-autofocus={index === 0 || undefined}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2000}
        label={t('refuse.note')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </Form>
  )
}

type EscalateProps = Pick<Props, 'id' | 'onClose' | 'onFailed'> & { data: Case; onDecided: () => void }

const DEPARTMENT = 'department:'

function addressee(to: string) {
  if (to === 'role:lead' || to === 'role:admin')
    return { role: to === 'role:lead' ? 'lead' : 'admin' } as const
  return to.startsWith(DEPARTMENT) ? { departmentId: to.slice(DEPARTMENT.length) } : { userId: to }
}

/** To a role, a department or one person, with what they should know; possible without a draft, too. */
export function EscalateDialog({ id, data, onClose, onDecided, onFailed }: EscalateProps) {
  const { t } = useTranslation()
  const { data: session } = useQuery(sessionQuery)
  const { data: people = [] } = useQuery(colleaguesQuery(id.shopId))
  const { data: takers = [] } = useQuery(takersQuery(id.shopId))
  const [to, setTo] = useState('role:lead')
  const [summary, setSummary] = useState('')
  const { draft, conversation } = data
  const decision = useMutation({
    mutationFn: () =>
      escalate(id, {
        revision: conversation.revision,
        draft: draft ? { id: draft.id, fingerprint: draft.fingerprint } : undefined,
        to: addressee(to),
        summary: summary.trim(),
      }),
    onSuccess: onDecided,
    onError: onFailed,
  })
  const departments = takers.map(({ id: departmentId, name }) => ({
    value: `${DEPARTMENT}${departmentId}`,
    label: name,
  }))
  const roles = (['lead', 'admin'] as const).map((role) => ({
    value: `role:${role}`,
    label: t(`escalate.roles.${role}`),
  }))
  const persons = people
    .filter((person) => person.id !== session?.user.id)
    .map((person) => ({ value: person.id, label: `${person.name} · ${t(`roles.${person.role}`)}` }))
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('escalate.title')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
      transitionProps={{ duration: 80 }}
    >
      <Form
        label={t('escalate.submit')}
        decision={decision}
        isIncomplete={summary.trim() === ''}
        onClose={onClose}
      >
        <Textarea
          data-autofocus
          autosize
          minRows={3}
          maxRows={8}
          maxLength={2000}
          label={t('escalate.summary')}
          placeholder={t('escalate.placeholder')}
          value={summary}
          onChange={(event) => setSummary(event.currentTarget.value)}
        />
        <Select
          label={t('escalate.to')}
          searchable
          allowDeselect={false}
          data={[
            { group: t('escalate.toRole'), items: roles },
            ...(departments.length > 0 ? [{ group: t('escalate.toDepartment'), items: departments }] : []),
            { group: t('escalate.toPerson'), items: persons },
          ]}
          value={to}
          onChange={(value) => value && setTo(value)}
        />
      </Form>
    </Modal>
  )
}

/** Ctrl+Enter from anywhere in it submits, as in the editor. */
function Form({
  label,
  decision,
  isIncomplete = false,
  onClose,
  children,
}: {
  label: string
  decision: { isPending: boolean; mutate: () => unknown }
  isIncomplete?: boolean
  onClose: () => void
  children: ReactNode
}) {
  const canSubmit = !isIncomplete && !decision.isPending
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (canSubmit) decision.mutate()
  }
  return (
    <form
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.repeat) submit(event)
      }}
    >
      <Stack gap={16}>
        {children}
        <FormEnd onCancel={onClose} label={label} disabled={!canSubmit} isPending={decision.isPending} />
      </Stack>
    </form>
  )
}
