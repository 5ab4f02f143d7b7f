import { Button, Group, Modal, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MovePromise, PromiseTask, SettlePromise } from '../../http/contracts/promises.ts'
import { colleaguesQuery } from '../api/notes.ts'
import { movePromise, settlePromise } from '../api/promises.ts'
import { FormEnd } from '../parts/form-end.tsx'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'

/** What can be done with an open promise: kept, moved, taken back. */
export function PromiseActs({ promise }: { promise: PromiseTask }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<'move' | 'withdraw'>()
  const keeping = useSettled((body: SettlePromise) => settlePromise(promise, body))
  const problem = useProblemText(keeping.error)
  const close = () => setAsking(undefined)
  return (
    <>
      <Group gap={6} wrap="nowrap">
        <Button
          size="compact-sm"
          variant="default"
          loading={keeping.isPending}
          onClick={() => keeping.mutate({ outcome: 'kept', note: '' })}
        >
          {t('promises.keep')}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={() => setAsking('move')}>
          {t('promises.move')}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={() => setAsking('withdraw')}>
          {t('promises.withdraw')}
        </Button>
      </Group>
      {problem && <ProblemNote text={problem} />}
      {asking === 'move' && <MoveDialog promise={promise} onClose={close} />}
      {asking === 'withdraw' && <WithdrawDialog promise={promise} onClose={close} />}
    </>
  )
}

function useSettled<Body>(act: (body: Body) => Promise<unknown>, onDone?: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: onDone,
    onSettled: () => {
      for (const queryKey of [['promises'], ['case'], ['inbox']]) void client.invalidateQueries({ queryKey })
    },
  })
}

type DialogProps = { promise: PromiseTask; onClose: () => void }

function WithdrawDialog({ promise, onClose }: DialogProps) {
  const { t } = useTranslation()
  const [note, setNote] = useState('')
  const taking = useSettled((body: SettlePromise) => settlePromise(promise, body), onClose)
  const submit = () => {
    if (note.trim()) taking.mutate({ outcome: 'withdrawn', note: note.trim() })
  }
  return (
    <FormDialog
      title={t('promises.withdraw')}
      label={t('promises.withdraw')}
      canSubmit={note.trim() !== ''}
      act={taking}
      onSubmit={submit}
      onClose={onClose}
    >
      <Textarea
        data-autofocus
        required
        label={t('promises.reason')}
        description={t('promises.withdrawHint')}
        autosize
        minRows={2}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  )
}

/** Nobody in particular, as a choice of the list. */
const NOBODY = ''

function MoveDialog({ promise, onClose }: DialogProps) {
  const { t } = useTranslation()
  const { data: people } = useQuery(colleaguesQuery(promise.shopId))
  const [due, setDue] = useState(promise.dueAt ? localMinute(new Date(promise.dueAt)) : '')
  const [owner, setOwner] = useState(promise.owner?.id ?? NOBODY)
  const [note, setNote] = useState('')
  const moving = useSettled((body: MovePromise) => movePromise(promise, body), onClose)
  const [openedAt] = useState(() => Date.now())
  const isMoved = due !== '' && due !== (promise.dueAt ? localMinute(new Date(promise.dueAt)) : '')
  const isPast = isMoved && new Date(due).getTime() <= openedAt
  const isGiven = owner !== (promise.owner?.id ?? NOBODY)
  const submit = () => {
    if (isPast || !(isMoved || isGiven)) return
    moving.mutate({
      ...(isMoved ? { dueAt: new Date(due).toISOString() } : {}),
      ...(isGiven ? { ownerId: owner === NOBODY ? null : owner } : {}),
      note: note.trim(),
    })
  }
  return (
    <FormDialog
      title={t('promises.move')}
      label={t('promises.save')}
      canSubmit={!isPast && (isMoved || isGiven)}
      act={moving}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        type="datetime-local"
        label={t('promises.newDue')}
        description={t('snooze.ownHint')}
        value={due}
        error={isPast ? t('errors.codes.due_in_past') : undefined}
        onChange={(event) => setDue(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('promises.owner')}
        value={owner}
        onChange={(event) => setOwner(event.currentTarget.value)}
        data={[
          { value: NOBODY, label: t('promises.nobody') },
          ...(people ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Textarea
        label={t('promises.note')}
        autosize
        minRows={2}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  )
}

type FormDialogProps = {
  title: string
  label: string
  canSubmit: boolean
  act: { isPending: boolean; error: unknown }
  onSubmit: () => void
  onClose: () => void
  children: ReactNode
}

function FormDialog({ title, label, canSubmit, act, onSubmit, onClose, children }: FormDialogProps) {
  const { t } = useTranslation()
  const problem = useProblemText(act.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
      transitionProps={{ duration: 80 }}
    >
      <form onSubmit={submit}>
        <Stack gap={12}>
          {children}
          {problem && <ProblemNote text={problem} />}
          <FormEnd onCancel={onClose} label={label} isPending={act.isPending} disabled={!canSubmit} />
        </Stack>
      </form>
    </Modal>
  )
}

/** As `datetime-local` wants it, in the agent's own zone. */
function localMinute(at: Date): string {
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}
