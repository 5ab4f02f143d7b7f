import { Button, Group, Modal, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MovePromise, PromiseTask, SettlePromise } from '../../http/contracts/promises.ts'
import { colleaguesQuery } from '../api/notes.ts'
import { movePromise, settlePromise } from '../api/promises.ts'
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
  const problem = useProblemText(taking.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (note.trim()) taking.mutate({ outcome: 'withdrawn', note: note.trim() })
  }
  return (
    <Frame title={t('promises.withdraw')} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack gap={12}>
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
          {problem && <ProblemNote text={problem} />}
          <Ends
            onClose={onClose}
            isBusy={taking.isPending}
            canSubmit={note.trim() !== ''}
            label={t('promises.withdraw')}
          />
        </Stack>
      </form>
    </Frame>
  )
}

/** Nobody in particular, as a choice of the list. */
const NOBODY = ''

function MoveDialog({ promise, onClose }: DialogProps) {
  const { t } = useTranslation()
  const { data: people } = useQuery(colleaguesQuery)
  const [due, setDue] = useState(promise.dueAt ? localMinute(new Date(promise.dueAt)) : '')
  const [owner, setOwner] = useState(promise.owner?.id ?? NOBODY)
  const [note, setNote] = useState('')
  const moving = useSettled((body: MovePromise) => movePromise(promise, body), onClose)
  const problem = useProblemText(moving.error)
  const [openedAt] = useState(() => Date.now())
  const isMoved = due !== '' && due !== (promise.dueAt ? localMinute(new Date(promise.dueAt)) : '')
  const isPast = isMoved && new Date(due).getTime() <= openedAt
  const isGiven = owner !== (promise.owner?.id ?? NOBODY)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isPast || !(isMoved || isGiven)) return
    moving.mutate({
      ...(isMoved ? { dueAt: new Date(due).toISOString() } : {}),
      ...(isGiven ? { ownerId: owner === NOBODY ? null : owner } : {}),
      note: note.trim(),
    })
  }
  return (
    <Frame title={t('promises.move')} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack gap={12}>
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
          {problem && <ProblemNote text={problem} />}
          <Ends
            onClose={onClose}
            isBusy={moving.isPending}
            canSubmit={!isPast && (isMoved || isGiven)}
            label={t('promises.save')}
          />
        </Stack>
      </form>
    </Frame>
  )
}

function Frame({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
      transitionProps={{ duration: 80 }}
    >
      {children}
    </Modal>
  )
}

type EndsProps = { onClose: () => void; isBusy: boolean; canSubmit: boolean; label: string }

function Ends({ onClose, isBusy, canSubmit, label }: EndsProps) {
  const { t } = useTranslation()
  return (
    <Group justify="flex-end" gap={8}>
      <Button variant="default" onClick={onClose}>
        {t('actions.cancel')}
      </Button>
      <Button type="submit" loading={isBusy} disabled={!canSubmit}>
        {label}
      </Button>
    </Group>
  )
}

/** As `datetime-local` wants it, in the agent's own zone. */
function localMinute(at: Date): string {
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}
