import {
  IconCircleCheck,
  IconHourglassLow,
  IconLink,
  IconProgress,
  IconUser,
  IconUserCheck,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { STAGES } from '../../domain/case-state.ts'
import type { CaseState } from '../../http/contracts/case-desk.ts'
import css from './cases.module.css'

const SIZE = 13

/**
 * What a case is, in as few words as say it: of how many conversations, stage, whose, whom it waits for, how it ended. Nothing where nothing is.
 * `isShort`: for a row of the queue, where the words are heard and hovered but do not stand.
 */
export function CaseMarks({
  state: { stage, assignedTo, waits, outcome, merged },
  me,
  isShort = false,
}: {
  state: CaseState
  me: string | undefined
  isShort?: boolean
}) {
  const { t } = useTranslation()
  const isMine = assignedTo?.id === me
  return (
    <>
      {merged && (
        <Mark
          icon={<IconLink size={SIZE} aria-hidden />}
          words={t('cases.merged', { count: merged.size })}
          short={isShort ? String(merged.size) : undefined}
        />
      )}
      {outcome && (
        <Mark icon={<IconCircleCheck size={SIZE} aria-hidden />} words={t(`cases.outcomes.${outcome}`)} />
      )}
      {stage && !outcome && (
        <Mark
          icon={<IconProgress size={SIZE} aria-hidden />}
          words={t(`cases.stages.${stage}`)}
          short={isShort ? `${STAGES.indexOf(stage) + 1}/${STAGES.length}` : undefined}
        />
      )}
      {waits && (
        <Mark
          icon={<IconHourglassLow size={SIZE} aria-hidden />}
          words={t(`cases.waits.${waits.waitsFor}`)}
          short={isShort ? '' : t(`cases.waitsShort.${waits.waitsFor}`)}
        />
      )}
      {assignedTo && (
        <Mark
          icon={isMine ? <IconUserCheck size={SIZE} aria-hidden /> : <IconUser size={SIZE} aria-hidden />}
          words={isMine ? t('cases.mine') : assignedTo.name}
          short={isShort && !isMine ? '' : undefined}
          isMine={isMine}
        />
      )}
    </>
  )
}

function Mark({
  icon,
  words,
  short,
  isMine,
}: {
  icon: ReactNode
  words: string
  /** Stands in the place of the words, which are heard and hovered. */
  short?: string | undefined
  isMine?: boolean
}) {
  return (
    <span className={css.mark} data-mine={isMine} title={short === undefined ? undefined : words}>
      {icon}
      {short === undefined ? (
        <span className={css.text}>{words}</span>
      ) : (
        <>
          <span aria-hidden>{short}</span>
          <span className="sr-only">{words}</span>
        </>
      )}
    </span>
  )
}
