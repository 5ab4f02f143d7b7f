import { Button, Checkbox, NumberInput, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SENDABLE_CLASSES, type ShopPolicy } from '../../domain/shop-policy.ts'
import type { Autonomy } from '../../http/contracts/autonomy.ts'
import { autonomyQuery, savePolicy } from '../api/autonomy.ts'
import { ApiError } from '../api/client.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import css from './admin.module.css'
import own from './autonomy.module.css'
import { fromLines, readFindings, readHolidays, toLines } from './policy-text.ts'
import { TargetTimes } from './target-times.tsx'
import { WorkingHours } from './working-hours.tsx'

const SWITCHES = [
  'readsAgain',
  'sendsOutsideHours',
  'questionsMaySend',
  'modelMaySend',
  'answersThanks',
] as const

/** When and on what conditions drafts of a shop may leave by themselves. */
export function PolicyForm({ shopId, data, canEdit }: { shopId: string; data: Autonomy; canEdit: boolean }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const client = useQueryClient()
  const [policy, setPolicy] = useState(data.policy)
  const [stopWords, setStopWords] = useState(toLines(data.policy.stopWords))
  const [holidays, setHolidays] = useState(
    toLines(data.policy.holidays.map(({ from, to }) => (from === to ? from : `${from} ${to}`))),
  )
  const change = (part: Partial<ShopPolicy>) => setPolicy((before) => ({ ...before, ...part }))
  const days = readHolidays(holidays)
  const save = useMutation({
    mutationFn: () =>
      savePolicy(shopId, {
        version: data.version,
        policy: { ...policy, stopWords: fromLines(stopWords), holidays: days ?? [] },
      }),
    onSuccess: (next) => client.setQueryData(autonomyQuery(shopId).queryKey, next),
  })
  const general = useProblemText(save.error)
  const code = save.error instanceof ApiError ? save.error.code : undefined
  const findings = code === 'acknowledgement_unfit' ? readFindings(save.error, language) : []
  const problem =
    code === 'acknowledgement_unfit'
      ? t('autonomy.policy.acknowledgementUnfit')
      : code === 'policy_moved'
        ? t('autonomy.policy.moved')
        : general
  const number = (
    name: 'undoSeconds' | 'windowReserveMinutes' | 'repliesInARow',
    min: number,
    max: number,
  ) => (
    <NumberInput
      label={t(`autonomy.policy.${name}`)}
      description={t(`autonomy.policyHints.${name}`)}
      value={policy[name]}
      min={min}
      max={max}
      allowDecimal={false}
      onChange={(value) => typeof value === 'number' && change({ [name]: value })}
    />
  )
  return (
    <section className={css.card} aria-label={t('autonomy.policy.title')}>
      <h2>{t('autonomy.policy.title')}</h2>
      <form
        className={own.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (days) save.mutate()
        }}
      >
        <fieldset className={own.fields} disabled={!canEdit || save.isPending}>
          <div className={own.wide}>
            <WorkingHours hours={policy.hours} onChange={(hours) => change({ hours })} />
          </div>
          <Textarea
            label={t('autonomy.policy.holidays')}
            description={t('autonomy.policyHints.holidays')}
            error={days ? undefined : t('autonomy.policy.badHolidays')}
            autosize
            minRows={3}
            maxRows={10}
            value={holidays}
            onChange={(event) => setHolidays(event.currentTarget.value)}
          />
          <Textarea
            label={t('autonomy.policy.stopWords')}
            description={t('autonomy.policyHints.stopWords')}
            autosize
            minRows={3}
            maxRows={10}
            value={stopWords}
            onChange={(event) => setStopWords(event.currentTarget.value)}
          />
          <div className={own.wide}>
            <TargetTimes targets={policy.targets} onChange={(targets) => change({ targets })} />
          </div>
          {number('undoSeconds', 30, 3_600)}
          {number('windowReserveMinutes', 10, 1_440)}
          {number('repliesInARow', 1, 10)}
          <NumberInput
            label={t('autonomy.policy.minConfidence')}
            description={t('autonomy.policyHints.minConfidence')}
            value={Math.round(policy.minConfidence * 100)}
            min={0}
            max={100}
            suffix=" %"
            onChange={(value) => typeof value === 'number' && change({ minConfidence: value / 100 })}
          />
          <NumberInput
            label={t('autonomy.policy.monthlyBudget')}
            description={t('autonomy.policyHints.monthlyBudget')}
            value={policy.monthlyBudgetMicros == null ? '' : policy.monthlyBudgetMicros / 1_000_000}
            min={0}
            max={1_000_000}
            decimalScale={2}
            // Emptied, the installation's budget holds.
            onChange={(value) =>
              change({
                monthlyBudgetMicros: typeof value === 'number' ? Math.round(value * 1_000_000) : undefined,
              })
            }
          />
          <Checkbox.Group
            label={t('autonomy.policy.classes')}
            value={[...policy.classes]}
            onChange={(names) =>
              change({ classes: SENDABLE_CLASSES.filter((name) => names.some((chosen) => chosen === name)) })
            }
          >
            {SENDABLE_CLASSES.map((name) => (
              <Checkbox key={name} mt={6} value={name} label={t(`autonomy.classes.${name}`)} />
            ))}
          </Checkbox.Group>
          <div>
            {SWITCHES.map((name) => (
              <Checkbox
                key={name}
                mt={6}
                label={t(`autonomy.policy.${name}`)}
                checked={policy[name]}
                onChange={(event) => change({ [name]: event.currentTarget.checked })}
              />
            ))}
          </div>
          <div className={own.wide}>
            <Checkbox
              label={t('autonomy.policy.acknowledges')}
              description={t('autonomy.policyHints.acknowledges')}
              checked={policy.acknowledgement.isOn}
              onChange={(event) =>
                change({ acknowledgement: { ...policy.acknowledgement, isOn: event.currentTarget.checked } })
              }
            />
          </div>
          {(['ru', 'zh'] as const).map((name) => (
            <Textarea
              key={name}
              label={t(`autonomy.policy.acknowledgement_${name}`)}
              lang={name === 'zh' ? 'zh-CN' : 'ru'}
              autosize
              minRows={2}
              maxLength={1_000}
              value={policy.acknowledgement[name]}
              onChange={(event) =>
                change({ acknowledgement: { ...policy.acknowledgement, [name]: event.currentTarget.value } })
              }
            />
          ))}
        </fieldset>
        {problem && <ProblemNote text={[problem, ...findings].join(' ')} />}
        {save.isSuccess && <p role="status">{t('autonomy.policy.saved')}</p>}
        {canEdit && (
          <div>
            <Button type="submit" loading={save.isPending} disabled={!days}>
              {t('autonomy.policy.save')}
            </Button>
          </div>
        )}
      </form>
    </section>
  )
}
