import { Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { WAITS_FOR } from '../../domain/case-state.ts'
import { type CaseState, waitsForSchema } from '../../http/contracts/case-desk.ts'
import type { CaseId } from '../api/case.ts'
import { endWait, startWait } from '../api/case-desk.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { moscowDayTime } from '../parts/time.ts'
import css from './cases.module.css'
import { useRefreshCase } from './use-refresh-case.ts'

/** Whom the case waits for: since when and why, or the way to say so. */
export function CaseWait({ id, waits }: { id: CaseId; waits: CaseState['waits'] }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const refresh = useRefreshCase(id)
  const ending = useMutation({ mutationFn: () => endWait(id), onSettled: refresh })
  const problem = useProblemText(ending.error)
  if (!waits) return <StartWait id={id} onStarted={refresh} />
  return (
    <div className={css.part}>
      <p className={css.since}>
        <strong>{t(`cases.waits.${waits.waitsFor}`)}</strong>{' '}
        {t('cases.since', { time: moscowDayTime(waits.since, tag) })}
        {waits.note && `: ${waits.note}`}
      </p>
      <p className={css.hint}>{t(waits.waitsFor === 'buyer' ? 'cases.pauses' : 'cases.runsOn')}</p>
      <Group justify="flex-end" mt={8}>
        <Button
          size="compact-sm"
          variant="default"
          loading={ending.isPending}
          onClick={() => ending.mutate()}
        >
          {t('cases.waitOver')}
        </Button>
      </Group>
      {problem && <ProblemNote text={problem} />}
    </div>
  )
}

function StartWait({ id, onStarted }: { id: CaseId; onStarted: () => void }) {
  const { t } = useTranslation()
  const [waitsFor, setWaitsFor] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const starting = useMutation({
    mutationFn: () => startWait(id, { waitsFor: waitsForSchema.parse(waitsFor), note: note.trim() }),
    onSettled: onStarted,
  })
  const problem = useProblemText(starting.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (waitsFor && !starting.isPending) starting.mutate()
  }
  return (
    <form className={css.part} onSubmit={submit}>
      <Stack gap={8}>
        <Select
          size="sm"
          label={t('cases.waitFor')}
          placeholder={t('cases.waitsForNobody')}
          clearable
          comboboxProps={{ withinPortal: false }}
          data={WAITS_FOR.map((value) => ({ value, label: t(`cases.waits.${value}`) }))}
          value={waitsFor}
          onChange={setWaitsFor}
        />
        {waitsFor && (
          <>
            <TextInput
              size="sm"
              label={t('cases.waitNote')}
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
            <p className={css.hint}>{t(waitsFor === 'buyer' ? 'cases.pauses' : 'cases.runsOn')}</p>
            <Group justify="flex-end">
              <Button type="submit" size="compact-sm" loading={starting.isPending}>
                {t('cases.startWait')}
              </Button>
            </Group>
          </>
        )}
      </Stack>
      {problem && <ProblemNote text={problem} />}
    </form>
  )
}
