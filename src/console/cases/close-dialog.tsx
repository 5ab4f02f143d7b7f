import { Button, Group, Modal, Radio, Stack, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseConversation } from '../../http/contracts/case.ts'
import { type CloseCase, closeCaseSchema } from '../../http/contracts/case-desk.ts'
import { closeCase } from '../api/case-desk.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'

const { outcome: ended } = closeCaseSchema.shape

/** How the case ended, and why where the agent says so. */
export function CloseDialog({
  conversation,
  onClose,
  onClosed,
}: {
  conversation: CaseConversation
  onClose: () => void
  onClosed: () => void
}) {
  const { t } = useTranslation()
  const [outcome, setOutcome] = useState<CloseCase['outcome']>('confirmed')
  const [reason, setReason] = useState('')
  const { revision } = conversation
  const closing = useMutation({
    mutationFn: () => closeCase(conversation, { outcome, reason: reason.trim(), revision }),
    onSuccess: onClosed,
  })
  const problem = useProblemText(closing.error)
  const isIncomplete = outcome === 'agent' && reason.trim() === ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isIncomplete && !closing.isPending) closing.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('cases.close')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
      transitionProps={{ duration: 80 }}
    >
      <form onSubmit={submit}>
        <Stack gap={14}>
          <Radio.Group
            label={t('cases.closeHow')}
            value={outcome}
            onChange={(value) => setOutcome(ended.parse(value))}
          >
            <Stack gap={8} mt={8}>
              {ended.options.map((option, index) => (
                <Radio
                  key={option}
                  value={option}
                  label={t(`cases.closing.${option}`)}
                  data-autofocus={index === 0 || undefined}
                />
              ))}
            </Stack>
          </Radio.Group>
          <Textarea
            label={t(outcome === 'agent' ? 'cases.closeReason' : 'cases.closeNote')}
            required={outcome === 'agent'}
            autosize
            minRows={2}
            maxRows={6}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {conversation.dueAt && <p>{t('cases.closeUnanswered')}</p>}
          {problem && <ProblemNote text={problem} />}
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              {t('actions.cancel')}
            </Button>
            <Button type="submit" disabled={isIncomplete} loading={closing.isPending}>
              {t('cases.close')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
