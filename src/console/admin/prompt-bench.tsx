import { Button, Group, MultiSelect, NativeSelect, NumberInput, Skeleton } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CATEGORIES } from '../../domain/category.ts'
import type { BenchedPrompt } from '../../domain/prompt-bench.ts'
import type { PromptView } from '../../http/contracts/prompts.ts'
import { benchesQuery, startBench } from '../api/prompt-benches.ts'
import { promptVersionsQuery } from '../api/prompts.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { moscowDayTime } from '../parts/time.ts'
import css from './admin.module.css'
import own from './bench.module.css'
import { BenchRun } from './bench-run.tsx'
import { numberOfKey, usePromptWords } from './prompt-words.ts'
import { useVersions } from './use-versions.ts'

type Chosen = { version?: string | undefined; bench?: string | undefined; shop?: string | undefined }
type Props = {
  name: BenchedPrompt
  prompt: PromptView
  hasModel: boolean
  chosen: Chosen
  onChoose: (search: { version?: string; bench?: string; shop?: string }) => void
}

/** The dry run of an own version over cases of the past: asked for here, watched here, kept. */
export function PromptBench({ name, prompt, hasModel, chosen, onChoose }: Props) {
  const { t } = useTranslation()
  const shopId = prompt.live.find((one) => one.shopId === chosen.shop)?.shopId ?? prompt.live[0]?.shopId
  const runs = useQuery({ ...benchesQuery(shopId ?? '', name), enabled: shopId !== undefined })
  const problem = useProblemText(runs.error)
  const shown = runs.data?.find(({ id }) => id === chosen.bench) ?? runs.data?.[0]
  if (shopId === undefined) return <p className={css.empty}>{t('shops.empty')}</p>
  return (
    <div className={own.bench}>
      <BenchForm
        key={shopId}
        name={name}
        prompt={prompt}
        shopId={shopId}
        hasModel={hasModel}
        version={chosen.version}
        isRunning={runs.data?.some(({ status }) => status === 'running') ?? false}
        onChoose={onChoose}
      />
      {runs.isPending && <Skeleton height={160} radius="lg" />}
      {problem && <ProblemNote text={problem} onRetry={() => void runs.refetch()} />}
      {runs.data?.length === 0 && <p className={css.empty}>{t('bench.none')}</p>}
      {runs.data && runs.data.length > 1 && shown && (
        <RunChoice runs={runs.data} shown={shown.id} onChoose={(bench) => onChoose({ bench })} />
      )}
      {shown && <BenchRun key={shown.id} shopId={shopId} id={shown.id} />}
    </div>
  )
}

type Runs = { id: string; candidate: string; startedAt: string; cases: number }[]

function RunChoice({ runs, shown, onChoose }: { runs: Runs; shown: string; onChoose: (id: string) => void }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const { keyWords } = usePromptWords()
  return (
    <NativeSelect
      label={t('bench.runs')}
      value={shown}
      onChange={(event) => onChoose(event.currentTarget.value)}
      data={runs.map(({ id, candidate, startedAt, cases }) => ({
        value: id,
        label: `${moscowDayTime(startedAt, tag)} · ${keyWords(candidate)} · ${t('bench.cases', { count: cases })}`,
      }))}
    />
  )
}

type FormProps = Omit<Props, 'chosen'> & { shopId: string; version: string | undefined; isRunning: boolean }

function BenchForm({ name, prompt, shopId, hasModel, version, isRunning, onChoose }: FormProps) {
  const { t } = useTranslation()
  const { keyWords } = usePromptWords()
  const client = useQueryClient()
  const { versions } = useVersions(promptVersionsQuery(prompt.name))
  const candidates = versions.filter(({ isShipped, isPublishable }) => !isShipped && isPublishable)
  const key = candidates.find((one) => one.key === version)?.key ?? candidates[0]?.key
  const [cases, setCases] = useState(20)
  const [repeats, setRepeats] = useState(1)
  const [categories, setCategories] = useState<string[]>([])
  const start = useMutation({
    mutationFn: (number: number) =>
      startBench(shopId, {
        name,
        number,
        cases,
        repeats,
        categories: CATEGORIES.filter((category) => categories.includes(category)),
      }),
    onSuccess: ({ id }) => onChoose({ bench: id }),
    onSettled: () => client.invalidateQueries({ queryKey: ['benches', shopId] }),
  })
  const problem = useProblemText(start.error)
  const number = key === undefined ? null : numberOfKey(key)
  return (
    <form
      className={css.card}
      aria-label={t('bench.title')}
      onSubmit={(event) => {
        event.preventDefault()
        if (number !== null) start.mutate(number)
      }}
    >
      <div>
        <h2>{t('bench.title')}</h2>
        <p>{t(`bench.leads.${name}`)}</p>
      </div>
      {candidates.length === 0 ? (
        <p className={own.hint}>{t('bench.noOwn')}</p>
      ) : (
        <>
          <div className={own.fields}>
            {prompt.live.length > 1 && (
              <NativeSelect
                label={t('knowledge.shop')}
                value={shopId}
                onChange={(event) => onChoose({ shop: event.currentTarget.value })}
                data={prompt.live.map((one) => ({ value: one.shopId, label: one.shopName }))}
              />
            )}
            <NativeSelect
              label={t('bench.version')}
              value={key}
              onChange={(event) => onChoose({ version: event.currentTarget.value })}
              data={candidates.map((one) => ({ value: one.key, label: keyWords(one.key) }))}
            />
            <NumberInput
              label={t('bench.newest')}
              value={cases}
              min={1}
              max={200}
              clampBehavior="strict"
              onChange={(value) => setCases(Number(value) || 1)}
            />
            <NumberInput
              label={t('bench.repeats')}
              value={repeats}
              min={1}
              max={5}
              clampBehavior="strict"
              onChange={(value) => setRepeats(Number(value) || 1)}
            />
          </div>
          <MultiSelect
            label={t('bench.categories')}
            placeholder={categories.length === 0 ? t('bench.allCategories') : ''}
            value={categories}
            onChange={setCategories}
            data={CATEGORIES.map((value) => ({ value, label: t(`categories.${value}`) }))}
            clearable
            clearButtonProps={{ 'aria-label': t('bench.allCategories') }}
          />
          {start.error && <ProblemNote text={problem} />}
          <Group justify="space-between" gap={10}>
            <p className={own.hint}>{t('bench.calls', { count: cases * repeats * 2 })}</p>
            <Button
              type="submit"
              leftSection={<IconFlask size={15} aria-hidden />}
              disabled={!hasModel || isRunning}
              loading={start.isPending}
            >
              {t('bench.start')}
            </Button>
          </Group>
          {!hasModel && <p className={own.hint}>{t('prompts.noModel')}</p>}
        </>
      )}
    </form>
  )
}
