import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OUTCOMES, STAGES, WAITS_FOR } from '../../domain/case-state.ts'
import type { TimelineEntry } from '../../http/contracts/case-desk.ts'
import type { CaseId } from '../api/case.ts'
import { timelineQuery } from '../api/case-desk.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { moscowDayTime } from '../parts/time.ts'
import { channelOf } from '../parts/words.tsx'
import css from './cases.module.css'

/** All that happened to the case, newest first; asked for only once somebody opens it. */
export function CaseTimeline({ id }: { id: CaseId }) {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details className={css.timeline} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{t('timeline.title')}</summary>
      {isOpen && <Entries id={id} />}
    </details>
  )
}

function Entries({ id }: { id: CaseId }) {
  const { tag } = useLanguage()
  const { data = [], error, refetch } = useQuery(timelineQuery(id))
  const problem = useProblemText(error)
  const say = useSayEntry()
  if (error) return <ProblemNote text={problem} onRetry={() => void refetch()} />
  return (
    <ol reversed>
      {data.toReversed().map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no name, and the list only grows at its other end
        <li key={data.length - index}>
          {say(entry)}
          {entry.words && <p className={css.words}>{entry.words}</p>}
          <time dateTime={entry.at}>{moscowDayTime(entry.at, tag)}</time>
        </li>
      ))}
    </ol>
  )
}

/** Who did what, in one line. */
function useSayEntry() {
  const { t } = useTranslation()
  return ({ kind, actor, detail, channel }: TimelineEntry): string => {
    const what = [t(`timeline.kinds.${kind}`), detailWords(kind, detail)].filter(Boolean).join(': ')
    const who = actor && kind !== 'received' ? nameOf(actor) : ''
    // Which of several conversations it was in.
    const where = channel ? t(`channels.${channelOf(channel)}`) : ''
    return [what, who, where].filter(Boolean).join(' · ')
  }

  function nameOf({ id, name }: NonNullable<TimelineEntry['actor']>): string {
    const house = (['buyer', 'rule', 'policy', 'marketplace'] as const).find((one) => one === id)
    return house ? t(`timeline.actors.${house}`) : name
  }

  /** A code that people can read; other codes are the marketplace's and say nothing to them. */
  function detailWords(kind: TimelineEntry['kind'], detail: string | null): string {
    if (kind === 'assigned') return detail ?? ''
    if (kind === 'merged' || kind === 'parted') return t(`channels.${channelOf(detail ?? '')}`)
    const stage = STAGES.find((one) => one === detail)
    if (stage) return t(`cases.stages.${stage}`)
    const waitsFor = WAITS_FOR.find((one) => one === detail)
    if (waitsFor) return t(`cases.waits.${waitsFor}`)
    const outcome = OUTCOMES.find((one) => one === detail)
    return outcome ? t(`cases.outcomes.${outcome}`) : ''
  }
}
