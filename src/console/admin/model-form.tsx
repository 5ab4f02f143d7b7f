import { Button, Checkbox, NumberInput, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatModelView, ChooseChatModel, ModelTrial } from '../../http/contracts/chat-model.ts'
import { chooseChatModel, tryChatModel } from '../api/chat-model.ts'
import { useModelFailure } from '../parts/model-failure.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import css from './admin.module.css'

type Chosen = Extract<ChatModelView, { from: 'console' }>['chosen'] | null
type Props = { chosen: Chosen; onSaved: (next: ChatModelView) => void; onCancel: () => void }

/** A server, a model and a key, asked one question on the spot before they are stored. */
export function ModelForm({ chosen, onSaved, onCancel }: Props) {
  const { t } = useTranslation()
  const [form, setForm] = useState({
    baseUrl: chosen?.baseUrl ?? '',
    model: chosen?.model ?? '',
    apiKey: '',
    canSee: chosen?.canSee ?? false,
    inputPrice: chosen?.inputPrice ?? ('' as const),
    outputPrice: chosen?.outputPrice ?? ('' as const),
  })
  const trial = useMutation({ mutationFn: tryChatModel })
  const save = useMutation({ mutationFn: chooseChatModel, onSuccess: onSaved })
  const problem = useProblemText(trial.error ?? save.error)
  const set = (change: Partial<typeof form>) => {
    setForm({ ...form, ...change })
    // An answer of another server or model says nothing of this one.
    trial.reset()
  }
  const choice = (): ChooseChatModel => ({
    model: form.model.trim(),
    baseUrl: form.baseUrl.trim() || null,
    apiKey: form.apiKey.trim() || undefined,
    canSee: form.canSee,
    inputPrice: form.inputPrice === '' ? null : Number(form.inputPrice),
    outputPrice: form.outputPrice === '' ? null : Number(form.outputPrice),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (trial.data) save.mutate(choice())
    else trial.mutate(choice())
  }
  const isKept = chosen?.hasKey === true && (chosen.baseUrl ?? '') === form.baseUrl.trim()
  return (
    <form onSubmit={submit}>
      <Stack gap={12} maw={560}>
        <TextInput
          type="url"
          label={t('modelChoice.server')}
          description={t('modelChoice.serverHint')}
          placeholder="https://api.openai.com/v1"
          value={form.baseUrl}
          onChange={(event) => set({ baseUrl: event.currentTarget.value })}
        />
        <TextInput
          label={t('modelChoice.model')}
          placeholder="gpt-5-mini"
          required
          value={form.model}
          onChange={(event) => set({ model: event.currentTarget.value })}
        />
        <PasswordInput
          label={t('modelChoice.key')}
          description={t(isKept ? 'modelChoice.keyKept' : 'modelChoice.keyHint')}
          autoComplete="off"
          value={form.apiKey}
          onChange={(event) => set({ apiKey: event.currentTarget.value })}
        />
        <Checkbox
          label={t('modelChoice.sees')}
          description={t('modelChoice.seesHint')}
          checked={form.canSee}
          onChange={(event) => set({ canSee: event.currentTarget.checked })}
        />
        <div className={css.cardHead}>
          <NumberInput
            label={t('modelChoice.inputPrice')}
            min={0}
            decimalScale={4}
            value={form.inputPrice}
            onChange={(value) => set({ inputPrice: value === '' ? '' : Number(value) })}
          />
          <NumberInput
            label={t('modelChoice.outputPrice')}
            min={0}
            decimalScale={4}
            value={form.outputPrice}
            onChange={(value) => set({ outputPrice: value === '' ? '' : Number(value) })}
          />
        </div>
        <p>{t('modelChoice.privacy')}</p>
        {(trial.error ?? save.error) && <ProblemNote text={problem} />}
        {trial.data && <Trial trial={trial.data} />}
        <div className={css.cardHead}>
          <Button type="submit" loading={trial.isPending || save.isPending}>
            {t(
              !trial.data
                ? 'modelChoice.try'
                : trial.data.outcome === 'ok'
                  ? 'modelChoice.use'
                  : 'modelChoice.useAnyway',
            )}
          </Button>
          {trial.data && (
            <Button variant="default" onClick={() => trial.mutate(choice())} loading={trial.isPending}>
              {t('modelChoice.tryAgain')}
            </Button>
          )}
          <Button variant="subtle" onClick={onCancel}>
            {t('actions.cancel')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}

/** What came of the one question. */
function Trial({ trial }: { trial: ModelTrial }) {
  const { t } = useTranslation()
  const failureWords = useModelFailure()
  const seconds = ((trial.latencyMs ?? 0) / 1000).toFixed(1)
  return (
    <div className={css.webhook} role="status">
      <strong>
        {trial.outcome === 'ok'
          ? t('modelChoice.works', { seconds, tokens: trial.inputTokens + trial.outputTokens })
          : trial.outcome === 'not_russian'
            ? t('modelChoice.notRussian', { seconds })
            : t('modelChoice.fails', { why: failureWords(trial.outcome) })}
      </strong>
      {trial.reply && <p lang={trial.outcome === 'ok' ? 'ru' : undefined}>«{trial.reply}»</p>}
    </div>
  )
}
