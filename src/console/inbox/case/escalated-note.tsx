import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { IconArrowUpRight } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Case } from '../../../http/contracts/case.ts'
import { type CaseId, caseKey } from '../../api/case.ts'
import { handBack } from '../../api/desk.ts'
import { ProblemNote, useProblemText } from '../../parts/problem.tsx'
import css from './case.module.css'

/** An escalated case says whom it waits for and why, and can be given back. */
export function EscalatedNote({ id, data }: { id: CaseId; data: Case }) {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  const { escalatedTo, revision } = data.conversation
  if (!escalatedTo) return null
  const summary = data.notes.findLast(({ kind }) => kind === 'escalation')
  const whom =
    escalatedTo.person?.name ??
    escalatedTo.department?.name ??
    t(`queue.toRole.${escalatedTo.role ?? 'lead'}`)
  return (
    <div className={css.notice} role="status">
      <IconArrowUpRight size={18} aria-hidden />
      <div>
        <strong>{t('escalate.waits', { whom })}</strong>
        {summary && (
          <p>
            {summary.author.name}: {summary.text}
          </p>
        )}
      </div>
      <Button size="compact-sm" variant="default" onClick={() => setIsOpen(true)}>
        {t('escalate.handBack')}
      </Button>
      {isOpen && <HandBack id={id} revision={revision} onClose={() => setIsOpen(false)} />}
    </div>
  )
}

function HandBack({ id, revision, onClose }: { id: CaseId; revision: number; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [note, setNote] = useState('')
  const giving = useMutation({
    mutationFn: () => handBack(id, { revision, note: note.trim() }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: caseKey(id) })
      void client.invalidateQueries({ queryKey: ['inbox'] })
      onClose()
    },
  })
  const problem = useProblemText(giving.error)
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('escalate.handBack')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
      transitionProps={{ duration: 80 }}
    >
      <Stack gap={12}>
        <Textarea
          data-autofocus
          label={t('escalate.handBackNote')}
          description={t('escalate.handBackHint')}
          autosize
          minRows={3}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {problem && <ProblemNote text={problem} />}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('actions.cancel')}
          </Button>
          <Button loading={giving.isPending} onClick={() => giving.mutate()}>
            {t('escalate.handBack')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
