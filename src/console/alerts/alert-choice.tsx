import { Button, Checkbox, NativeSelect, NumberInput, Select, Stack, Switch, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Alerts, LEAD_MINUTES, type SaveAlerts } from '../../http/contracts/alerts.ts'
import { LANGUAGES, languageSchema } from '../../http/contracts/common.ts'
import css from '../admin/admin.module.css'
import { ShopsChoice } from '../admin/shops-choice.tsx'
import { alertsQuery, saveAlerts } from '../api/alerts.ts'
import { LANGUAGE_NAMES } from '../i18n/languages.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'

type Props = Pick<Alerts, 'settings' | 'standard' | 'kinds'>

const FIRST_QUIET = { from: '22:00', to: '08:00' }

/** What the browser knows; the standard where it names a zone of its own. */
const ZONES = Intl.supportedValuesOf('timeZone')
const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

/** Of what, of which shops, in which language and when not. */
export function AlertChoice({ settings, standard, kinds }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [form, setForm] = useState<SaveAlerts>(settings ?? { ...standard, timeZone: ownZone() })
  const save = useMutation({
    mutationFn: saveAlerts,
    onSuccess: () => client.invalidateQueries({ queryKey: alertsQuery.queryKey }),
  })
  const problem = useProblemText(save.error)
  const set = (change: Partial<SaveAlerts>) => {
    setForm({ ...form, ...change })
    save.reset()
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate(form)
  }
  const { quiet } = form
  const isWhole = form.shopIds?.length !== 0 && quiet?.from !== '' && quiet?.to !== '' && !isEmptySpan(quiet)
  return (
    <section className={css.card} aria-labelledby="alert-choice-title">
      <h2 id="alert-choice-title">{t('alerts.choice')}</h2>
      {settings === null && <p>{t('alerts.notChosen')}</p>}
      <form onSubmit={submit}>
        <Stack gap={16} maw={640}>
          <Checkbox.Group
            label={t('alerts.kinds')}
            value={form.kinds}
            onChange={(chosen) => set({ kinds: kinds.filter((kind) => chosen.includes(kind)) })}
          >
            <Stack gap={8} mt={6}>
              {kinds.map((kind) => (
                <Checkbox key={kind} value={kind} label={t(`alerts.kind.${kind}`)} />
              ))}
            </Stack>
          </Checkbox.Group>
          <NumberInput
            label={t('alerts.lead_time')}
            description={t('alerts.lead_timeHint')}
            min={LEAD_MINUTES.least}
            max={LEAD_MINUTES.most}
            allowDecimal={false}
            clampBehavior="strict"
            maw={220}
            value={form.leadMinutes}
            onChange={(value) => set({ leadMinutes: Number(value) || LEAD_MINUTES.standard })}
          />
          <ShopsChoice
            hint={t('alerts.shopsHint')}
            value={form.shopIds}
            onChange={(shopIds) => set({ shopIds })}
          />
          <Switch
            label={t('alerts.quiet')}
            description={t('alerts.quietHint')}
            checked={quiet !== null}
            onChange={(event) => set({ quiet: event.currentTarget.checked ? FIRST_QUIET : null })}
          />
          {quiet && (
            <div className={css.cardHead}>
              <TextInput
                type="time"
                label={t('alerts.quietFrom')}
                value={quiet.from}
                onChange={(event) => set({ quiet: { ...quiet, from: event.currentTarget.value } })}
              />
              <TextInput
                type="time"
                label={t('alerts.quietTo')}
                value={quiet.to}
                error={isEmptySpan(quiet) ? t('alerts.quietSame') : undefined}
                onChange={(event) => set({ quiet: { ...quiet, to: event.currentTarget.value } })}
              />
            </div>
          )}
          <Select
            label={t('alerts.timeZone')}
            searchable
            allowDeselect={false}
            maw={320}
            data={ZONES.includes(form.timeZone) ? ZONES : [form.timeZone, ...ZONES]}
            limit={50}
            value={form.timeZone}
            onChange={(timeZone) => timeZone && set({ timeZone })}
          />
          <NativeSelect
            label={t('alerts.language')}
            maw={320}
            value={form.language}
            data={LANGUAGES.map((language) => ({ value: language, label: LANGUAGE_NAMES[language] }))}
            onChange={(event) => set({ language: languageSchema.parse(event.currentTarget.value) })}
          />
          {save.error && <ProblemNote text={problem} />}
          <div className={css.cardHead}>
            <Button type="submit" disabled={!isWhole} loading={save.isPending}>
              {t('alerts.save')}
            </Button>
            {save.isSuccess && <span role="status">{t('alerts.saved')}</span>}
          </div>
        </Stack>
      </form>
    </section>
  )
}

const isEmptySpan = (quiet: SaveAlerts['quiet']) => quiet !== null && quiet.from === quiet.to
