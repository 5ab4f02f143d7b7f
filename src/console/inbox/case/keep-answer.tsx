import { Button, Checkbox, Group, Modal, Skeleton, Stack, Textarea } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { type PastAnswer, pastAnswerSchema } from '../../../http/contracts/knowledge.ts'
import { type CaseId, keepAnswer, pastAnswerQuery } from '../../api/case.ts'
import { ApiError } from '../../api/client.ts'
import { FormEnd } from '../../parts/form-end.tsx'
import { ProblemNote, useProblemText } from '../../parts/problem.tsx'

type Props = { id: CaseId; replyId: string | undefined; onClose: () => void }

/** Keeps a reply that arrived for the next buyer who asks the same. */
export function KeepAnswer({ id, replyId, onClose }: Props) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={replyId !== undefined}
      onClose={onClose}
      size="lg"
      title={t('keep.title')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
      transitionProps={{ duration: 80 }}
    >
      {replyId !== undefined && <Suggestion id={id} replyId={replyId} onClose={onClose} />}
    </Modal>
  )
}

type OpenProps = { id: CaseId; replyId: string; onClose: () => void }

function Suggestion(props: OpenProps) {
  const suggestion = useQuery(pastAnswerQuery(props.id, props.replyId))
  const problem = useProblemText(suggestion.error)
  if (suggestion.isPending) return <Skeleton height={180} />
  if (suggestion.isError) return <ProblemNote text={problem} onRetry={() => void suggestion.refetch()} />
  return <Form {...props} suggestion={suggestion.data} />
}

const tracesSchema = z.object({ traces: pastAnswerSchema.shape.traces })

function Form({ id, replyId, onClose, suggestion }: OpenProps & { suggestion: PastAnswer }) {
  const { t } = useTranslation()
  const { sku } = suggestion
  const [questionRu, setQuestion] = useState(suggestion.questionRu)
  const [answerRu, setAnswer] = useState(suggestion.answerRu)
  const [isOfProduct, setIsOfProduct] = useState(sku !== null)
  const keep = useMutation({
    mutationFn: () =>
      keepAnswer(id, replyId, {
        questionRu: questionRu.trim(),
        answerRu: answerRu.trim(),
        skus: isOfProduct && sku ? [sku] : [],
      }),
  })
  const problem = useProblemText(keep.error)
  const refused = tracesSchema.safeParse(keep.error instanceof ApiError ? keep.error.details : undefined)
  const traces = refused.success ? refused.data.traces : keep.error ? [] : suggestion.traces
  const submit = (event: FormEvent) => {
    event.preventDefault()
    keep.mutate()
  }
  if (keep.data)
    return (
      <Stack gap={14}>
        <p role="status">{t(keep.data.entry.status === 'live' ? 'keep.done' : 'keep.doneDraft')}</p>
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            {t('actions.close')}
          </Button>
        </Group>
      </Stack>
    )
  return (
    <form onSubmit={submit}>
      <Stack gap={14}>
        <p>{t('keep.lead')}</p>
        <Textarea
          autosize
          minRows={2}
          maxRows={5}
          maxLength={1000}
          lang="ru"
          required
          label={t('keep.question')}
          value={questionRu}
          onChange={(event) => setQuestion(event.currentTarget.value)}
        />
        <Textarea
          autosize
          minRows={3}
          maxRows={10}
          maxLength={4000}
          lang="ru"
          required
          label={t('keep.answer')}
          value={answerRu}
          onChange={(event) => setAnswer(event.currentTarget.value)}
        />
        {sku && (
          <Checkbox
            label={t('keep.onlyProduct', { sku })}
            checked={isOfProduct}
            onChange={(event) => setIsOfProduct(event.currentTarget.checked)}
          />
        )}
        {traces.length > 0 && (
          <ProblemNote text={t('keep.traces', { words: traces.map(({ span }) => `«${span}»`).join(', ') })} />
        )}
        {keep.error && traces.length === 0 && <ProblemNote text={problem} />}
        <FormEnd onCancel={onClose} label={t('keep.submit')} isPending={keep.isPending} />
      </Stack>
    </form>
  )
}
