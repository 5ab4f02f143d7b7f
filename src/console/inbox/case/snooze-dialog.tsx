import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays, moscowDay, startOfDay } from '../../../domain/moscow-time.ts'
import { snoozeChoices } from '../../../domain/snooze.ts'
import type { CaseConversation } from '../../../http/contracts/case.ts'
import type { CaseId } from '../../api/case.ts'
import { snooze } from '../../api/desk.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { ProblemNote, useProblemText } from '../../parts/problem.tsx'
import { moscowMoment } from '../../parts/time.ts'
import { useNow } from '../../parts/use-now.ts'
import css from './case.module.css'

const MORNING_MS = 9 * 3_600_000

/** Puts a case off for a while; what would be too late is not offered. */
export function SnoozeDialog({
  id,
  conversation,
  onClose,
  onSnoozed,
}: {
  id: CaseId
  conversation: CaseConversation
  onClose: () => void
  onSnoozed: (until: Date) => void
}) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const now = useNow(30_000)
  const { snoozeLatest, revision } = conversation
  const latest = snoozeLatest ? new Date(snoozeLatest) : undefined
  const putting = useMutation({
    mutationFn: (until: Date) => snooze(id, { until: until.toISOString(), revision }),
    onSuccess: (_answer, until) => onSnoozed(until),
  })
  const problem = useProblemText(putting.error)
  const time = (at: Date) => moscowMoment(at.toISOString(), now, tag)
  const today = new Date(now)
  const morning = new Date(startOfDay(addDays(moscowDay(today), 1)).getTime() + MORNING_MS)
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('snooze.title')}
      size={420}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
      transitionProps={{ duration: 80 }}
    >
      {latest ? (
        <Stack gap={6} pt={4}>
          {snoozeChoices(latest, today, morning).map(({ choice, until }, index) => (
            <Button
              key={choice}
              variant="default"
              classNames={{ label: css.choiceLabel }}
              fullWidth
              data-autofocus={index === 0 || undefined}
              disabled={putting.isPending}
              leftSection={<IconClock size={16} aria-hidden />}
              rightSection={
                <span className={`num ${css.choiceTime}`}>{t('snooze.moscow', { time: time(until) })}</span>
              }
              onClick={() => putting.mutate(until)}
            >
              {t(`snooze.choices.${choice}`)}
            </Button>
          ))}
          <OwnTime
            latest={latest}
            isBusy={putting.isPending}
            moscow={(at) => t('snooze.moscow', { time: time(at) })}
            onPut={(until) => putting.mutate(until)}
          />
          <p className={css.hint}>
            {t('snooze.why', { time: time(latest) })} {t('snooze.returns')}
          </p>
        </Stack>
      ) : (
        <p className={css.hint}>{t('snooze.impossible')}</p>
      )}
      {problem && <ProblemNote text={problem} />}
    </Modal>
  )
}

function OwnTime({
  latest,
  isBusy,
  moscow,
  onPut,
}: {
  latest: Date
  isBusy: boolean
  moscow: (at: Date) => string
  onPut: (until: Date) => void
}) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const until = text ? new Date(text) : undefined
  const isInTime = until !== undefined && until > new Date() && until <= latest
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (until && isInTime && !isBusy) onPut(until)
  }
  return (
    <form className={css.ownTime} onSubmit={submit}>
      <TextInput
        type="datetime-local"
        label={t('snooze.own')}
        description={until && isInTime ? moscow(until) : t('snooze.ownHint')}
        max={localMinute(latest)}
        value={text}
        error={until && !isInTime ? t('errors.codes.snooze_too_late') : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" disabled={!isInTime || isBusy}>
        {t('snooze.submit')}
      </Button>
    </form>
  )
}

/** As the browser's field wants it: the agent's own clock. */
function localMinute(at: Date) {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
