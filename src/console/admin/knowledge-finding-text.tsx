import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import css from './knowledge-findings.module.css'

type Mark = { start: number; end: number; number: number }

/** A text with its differing words underlined and numbered: the same number stands on the other side. */
export function MarkedText({ text, marks }: { text: string; marks: Mark[] }) {
  const { t } = useTranslation()
  const ordered = marks.toSorted((a, b) => a.start - b.start)
  return (
    <>
      {ordered.map(({ start, end, number }, i) => (
        <Fragment key={number}>
          {text.slice(ordered[i - 1]?.end ?? 0, start)}
          <mark className={css.mark}>
            {text.slice(start, end)}
            <sup title={t('findings.mark', { number })}>{number}</sup>
          </mark>
        </Fragment>
      ))}
      {text.slice(ordered.at(-1)?.end ?? 0)}
    </>
  )
}
