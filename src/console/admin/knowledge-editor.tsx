import { Button, Drawer, Group, NativeSelect, Stack, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { KNOWLEDGE_STATUSES } from '../../domain/knowledge-entry.ts'
import type { KnowledgeEntry } from '../../http/contracts/knowledge.ts'
import { saveKnowledge } from '../api/knowledge.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { moscowDayTime } from '../parts/time.ts'
import css from './admin.module.css'

export function KnowledgeEditor({
  entry,
  onClose,
}: {
  entry: KnowledgeEntry | undefined
  onClose: () => void
}) {
  const { t } = useTranslation()
  return (
    <Drawer
      opened={entry !== undefined}
      onClose={onClose}
      position="right"
      size={720}
      title={entry?.id}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      {entry && <Form key={`${entry.id}:${entry.version}`} entry={entry} onClose={onClose} />}
    </Drawer>
  )
}

const statusSchema = z.enum(KNOWLEDGE_STATUSES)

function Form({ entry, onClose }: { entry: KnowledgeEntry; onClose: () => void }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: (form: FormData) => {
      const { shopId, id, updatedAt: _, ...content } = entry
      const field = (name: string) => String(form.get(name) ?? '').trim()
      return saveKnowledge(shopId, id, {
        ...content,
        questionRu: field('questionRu'),
        answerRu: field('answerRu'),
        questionZh: field('questionZh') || null,
        answerZh: field('answerZh') || null,
        variants: field('variants')
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean),
        status: statusSchema.parse(form.get('status')),
      })
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['knowledge'] })
      onClose()
    },
  })
  const problem = useProblemText(save.error)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate(new FormData(event.currentTarget))
  }
  const area = { autosize: true, minRows: 2, maxRows: 10 } as const
  return (
    <form onSubmit={submit}>
      <Stack gap={14}>
        <p className={css.entryFacts}>
          {t('knowledge.version', { version: entry.version })} ·{' '}
          {t('knowledge.updated', { date: moscowDayTime(entry.updatedAt, tag) })} ·{' '}
          {entry.schemes.length > 0 ? entry.schemes.join(', ') : t('knowledge.anyScheme')}
        </p>
        <div className={css.pairOfLanguages}>
          <Textarea
            {...area}
            name="questionRu"
            lang="ru"
            label={t('knowledge.questionRu')}
            defaultValue={entry.questionRu}
            required
          />
          <Textarea
            {...area}
            name="questionZh"
            lang="zh-CN"
            label={t('knowledge.questionZh')}
            defaultValue={entry.questionZh ?? ''}
          />
          <Textarea
            {...area}
            name="answerRu"
            lang="ru"
            label={t('knowledge.answerRu')}
            defaultValue={entry.answerRu}
            required
          />
          <Textarea
            {...area}
            name="answerZh"
            lang="zh-CN"
            label={t('knowledge.answerZh')}
            defaultValue={entry.answerZh ?? ''}
          />
        </div>
        <Textarea
          {...area}
          name="variants"
          lang="ru"
          label={t('knowledge.variants')}
          defaultValue={entry.variants.join('\n')}
        />
        <NativeSelect
          name="status"
          label={t('knowledge.status')}
          defaultValue={entry.status}
          data={KNOWLEDGE_STATUSES.map((status) => ({
            value: status,
            label: t(`knowledge.statuses.${status}`),
          }))}
        />
        {save.error && <ProblemNote text={problem} />}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('actions.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('actions.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
