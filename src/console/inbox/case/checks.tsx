import { IconAlertTriangle, IconCheck, IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Check } from '../../../domain/draft.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import css from './draft.module.css'
import type { Acknowledged } from './use-acknowledged.ts'

const ICONS = { pass: IconCircleCheck, warn: IconAlertTriangle, block: IconCircleX } as const
const ORDER = { block: 0, warn: 1, pass: 2 } as const

type Props = {
  checks: Check[]
  /** What they were made of; their places are places in it. */
  text: string
  acknowledged: Acknowledged
  /** The A key accepts the next warning here. */
  hasKey?: boolean
}

/** Findings stand in full, each warning with the act that accepts it; what passed is one line that opens. */
export function Checks({ checks, text, acknowledged, hasKey = false }: Props) {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  const passed = checks.filter(({ status }) => status === 'pass')
  const found = checks
    .filter(({ status }) => status !== 'pass')
    .toSorted((a, b) => ORDER[a.status] - ORDER[b.status])
  const [next] = acknowledged.open
  return (
    <section className={css.checks} aria-label={t('checks.title')}>
      <ul>
        {found.map((check) => (
          <CheckLine key={`${check.rule}:${check.span}`} check={check} text={text}>
            {check.status === 'warn' && (
              <Accept check={check} acknowledged={acknowledged} hasKey={hasKey && check === next} />
            )}
          </CheckLine>
        ))}
        {isOpen && passed.map((check) => <CheckLine key={check.rule} check={check} text={text} />)}
      </ul>
      {passed.length > 0 && (
        <button
          type="button"
          className={css.passed}
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          <IconCircleCheck size={15} aria-hidden />
          {t(found.length > 0 ? 'checks.passed' : 'checks.allPassed', { count: passed.length })}
        </button>
      )}
    </section>
  )
}

function CheckLine({ check, text, children }: { check: Check; text: string; children?: React.ReactNode }) {
  const { t } = useTranslation()
  const { language, tag } = useLanguage()
  const Icon = ICONS[check.status]
  return (
    <li data-status={check.status}>
      <Icon size={15} aria-hidden />
      <span>
        <strong>{t(`checks.${check.status}`)}</strong> {check.message[language]}
        {wordsOf(check, text).map((words) => (
          <q key={words} lang="ru">
            {words}
          </q>
        ))}
        {check.twin && (
          <span className={css.twin}>
            {t('checks.twin', { date: new Date(check.twin.sentAt).toLocaleDateString(tag) })}{' '}
            <q lang="ru">{check.twin.text}</q>
          </span>
        )}
        {check.status !== 'pass' && check.quote && (
          <span className={css.quote}>{t('checks.quote', { quote: check.quote[language] })}</span>
        )}
      </span>
      {children}
      <code title={check.source ? t('checks.source', check) : t('checks.rule', check)}>{check.rule}</code>
    </li>
  )
}

/** The words of every place, each once; a draft of an earlier version knows one place only. */
function wordsOf({ places, span, status }: Check, text: string): string[] {
  if (status === 'pass') return []
  const words = (places ?? [])
    .map(({ from, to }) => text.slice(from, to).trim().slice(0, 120))
    .filter(Boolean)
  return words.length > 0 ? [...new Set(words)] : span ? [span] : []
}

function Accept({
  check,
  acknowledged,
  hasKey,
}: {
  check: Check
  acknowledged: Acknowledged
  hasKey: boolean
}) {
  const { t } = useTranslation()
  if (acknowledged.isAccepted(check)) {
    return (
      <span className={css.accepted}>
        <IconCheck size={14} aria-hidden />
        {t('checks.accepted')}
      </span>
    )
  }
  return (
    <button type="button" className={css.accept} data-accept onClick={() => acknowledged.accept(check)}>
      {t('checks.accept')}
      <span className="sr-only">{check.rule}</span>
      {hasKey && <kbd aria-hidden>A</kbd>}
    </button>
  )
}
