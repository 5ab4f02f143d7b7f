import { IconCircleCheck, IconHourglassLow, IconProgress, IconUser } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CaseState } from '../../http/contracts/case-desk.ts'
import css from './cases.module.css'

const SIZE = 13

/** What a case is, in as few words as say it: stage, whose, whom it waits for, how it ended. Nothing where nothing is. */
export function CaseMarks({ state, me }: { state: CaseState; me: string | undefined }) {
  const { t } = useTranslation()
  const { stage, assignedTo, waits, outcome } = state
  return (
    <>
      {outcome ? (
        <span className={css.mark}>
          <IconCircleCheck size={SIZE} aria-hidden />
          {t(`cases.outcomes.${outcome}`)}
        </span>
      ) : (
        stage && (
          <span className={css.mark}>
            <IconProgress size={SIZE} aria-hidden />
            {t(`cases.stages.${stage}`)}
          </span>
        )
      )}
      {waits && (
        <span className={css.mark} title={waits.note || undefined}>
          <IconHourglassLow size={SIZE} aria-hidden />
          {t(`cases.waits.${waits.waitsFor}`)}
        </span>
      )}
      {assignedTo && (
        <span className={css.mark} data-mine={assignedTo.id === me}>
          <IconUser size={SIZE} aria-hidden />
          {assignedTo.id === me ? t('cases.mine') : assignedTo.name}
        </span>
      )}
    </>
  )
}
