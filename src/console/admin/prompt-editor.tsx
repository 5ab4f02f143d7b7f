import { Button, Group, SegmentedControl, Skeleton, Stack, Textarea, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { normalisePrompt, PROMPT_LENGTH, promptProblems } from '../../domain/prompt-text.ts'
import type { PromptView } from '../../http/contracts/prompts.ts'
import { promptBodyQuery, savePrompt } from '../api/prompts.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { PromptDiff } from './prompt-diff.tsx'
import { usePromptWords } from './prompt-words.ts'
import own from './prompts.module.css'

type Props = { prompt: PromptView; base: string; onSaved: (key: string) => void }

/** A new version from the text of another one. What does not fit is said while it is written. */
export function PromptEditor({ prompt, base, onSaved }: Props) {
  const { t } = useTranslation()
  const body = useQuery(promptBodyQuery(prompt.name, base))
  const problem = useProblemText(body.error)
  if (body.isPending) return <Skeleton height={420} radius="lg" />
  if (!body.data) return <ProblemNote text={problem || t('errors.notFound')} />
  return <Form key={base} prompt={prompt} base={base} from={body.data.body} onSaved={onSaved} />
}

const VIEWS = ['text', 'diff'] as const

function Form({ prompt, base, from, onSaved }: Props & { from: string }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { keyWords } = usePromptWords()
  const client = useQueryClient()
  const [text, setText] = useState(from)
  const [reason, setReason] = useState('')
  const [view, setView] = useState<(typeof VIEWS)[number]>('text')
  const body = normalisePrompt(text)
  const isSame = body === normalisePrompt(from)
  const problems = promptProblems(body, prompt.variables)
  const save = useMutation({
    mutationFn: () => savePrompt(prompt.name, { body: text, base, reason }),
    onSuccess: async ({ key }) => {
      await client.invalidateQueries({ queryKey: ['prompts'] })
      onSaved(key)
    },
  })
  const problem = useProblemText(save.error)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (problems.length === 0 && !isSame && reason.trim() !== '') save.mutate()
      }}
    >
      <Stack gap={14}>
        <Group justify="space-between" gap={10}>
          <p className={own.hint}>{t('prompts.from', { version: keyWords(base) })}</p>
          <SegmentedControl
            size="xs"
            aria-label={t('prompts.view')}
            value={view}
            onChange={(next) => setView(VIEWS.find((one) => one === next) ?? 'text')}
            data={VIEWS.map((value) => ({
              value,
              label: t(value === 'text' ? 'prompts.views.text' : 'prompts.views.mine'),
            }))}
          />
        </Group>
        {view === 'text' ? (
          <Textarea
            aria-label={t('prompts.text')}
            aria-describedby="prompt-problems"
            classNames={{ input: own.editor ?? '' }}
            spellCheck={false}
            autosize
            minRows={14}
            maxRows={34}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        ) : (
          <PromptDiff before={from} after={body} />
        )}
        <div id="prompt-problems" role="status" className={own.problems}>
          {problems.length === 0 && !isSame && (
            <p className={own.good}>
              <IconCircleCheck size={15} aria-hidden /> {t('prompts.fits')}
            </p>
          )}
          {problems.map((one) => (
            <p key={one.code} className={own.bad}>
              <IconAlertTriangle size={15} aria-hidden /> {one.message[language]}
            </p>
          ))}
        </div>
        <p className={own.hint}>
          {t('prompts.variables')}{' '}
          {[...new Set([...prompt.variables.system, ...prompt.variables.user])].map((name) => (
            <code key={name} className={own.variable}>{`{{${name}}}`}</code>
          ))}
        </p>
        <p className={own.hint}>
          {t('prompts.insists')} {t('prompts.length', { count: body.length, most: PROMPT_LENGTH })}
        </p>
        <TextInput
          label={t('prompts.reason')}
          description={t('prompts.saveReasonHint')}
          required
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {save.error && <ProblemNote text={problem} />}
        <Group justify="flex-end">
          <Button
            type="submit"
            loading={save.isPending}
            disabled={problems.length > 0 || isSame || reason.trim() === ''}
          >
            {t('prompts.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
