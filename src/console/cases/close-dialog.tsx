import { Checkbox, Modal, Radio, Stack, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseConversation, OtherConversations } from '../../http/contracts/case.ts'
import { type CloseCase, closeCaseSchema } from '../../http/contracts/case-desk.ts'
import { closeCase } from '../api/case-desk.ts'
import { FormEnd } from '../parts/form-end.tsx'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { channelOf } from '../parts/words.tsx'
import css from './cases.module.css'

const { outcome: ended } = closeCaseSchema.shape

/** How the case ended, and why where the agent says so. */
export function CloseDialog({
  conversation,
  others,
  onClose,
  onClosed,
}: {
  conversation: CaseConversation
  others: OtherConversations
  onClose: () => void
  onClosed: () => void
}) {
  const { t } = useTranslation()
  const [outcome, setOutcome] = useState<CloseCase['outcome']>('confirmed')
  const [reason, setReason] = useState('')
  const [isRead, setIsRead] = useState(false)
  const { revision } = conversation
  const unanswered = others.items.filter((other) => other.isMerged && other.isUnanswered)
  const closing = useMutation({
    mutationFn: () =>
      closeCase(conversation, {
        outcome,
        reason: reason.trim(),
        revision,
        unanswered: unanswered.map((other) => ({
          conversationId: other.conversationId,
          revision: other.revision,
        })),
      }),
    onSuccess: onClosed,
  })
  const problem = useProblemText(closing.error)
  const isIncomplete = (outcome === 'agent' && reason.trim() === '') || (unanswered.length > 0 && !isRead)
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
          {unanswered.length > 0 && (
            <>
              <p>{t('cases.closeOthers', { count: unanswered.length })}</p>
              <ul className={css.unread}>
                {unanswered.map((other) => (
                  <li key={other.conversationId}>
                    {t(`channels.${channelOf(other.channel)}`)}: <span lang="ru">{other.lastBuyerText}</span>
                  </li>
                ))}
              </ul>
              <Checkbox
                label={t('cases.closeOthersRead')}
                checked={isRead}
                onChange={(event) => setIsRead(event.currentTarget.checked)}
              />
            </>
          )}
          {problem && <ProblemNote text={problem} />}
          <FormEnd
            onCancel={onClose}
            label={t('cases.close')}
            disabled={isIncomplete}
            isPending={closing.isPending}
          />
        </Stack>
      </form>
    </Modal>
  )
}
