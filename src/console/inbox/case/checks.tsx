import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Check } from '../../../domain/draft.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import css from './draft.module.css'

const ICONS = { pass: IconCircleCheck, warn: IconAlertTriangle, block: IconCircleX } as const
const ORDER = { block: 0, warn: 1, pass: 2 } as const

/** Findings stand in full; what passed is one line that opens. */
export function Checks({ checks }: { checks: Check[] }) {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  const passed = checks.filter(({ status }) => status === 'pass')
  const found = checks
    .filter(({ status }) => status !== 'pass')
    .toSorted((a, b) => ORDER[a.status] - ORDER[b.status])
  return (
    <section className={css.checks} aria-label={t('checks.title')}>
      <ul>
        {found.map((check) => (
          <CheckLine key={`${check.rule}:${check.span}`} check={check} />
        ))}
        {isOpen && passed.map((check) => <CheckLine key={check.rule} check={check} />)}
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

function CheckLine({ check }: { check: Check }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const Icon = ICONS[check.status]
  return (
    <li data-status={check.status}>
      <Icon size={15} aria-hidden />
      <span>
        <strong>{t(`checks.${check.status}`)}</strong> {check.message[language]}
        {check.span && <q lang="ru">{check.span}</q>}
      </span>
      <code title={t('checks.rule', { rule: check.rule })}>{check.rule}</code>
    </li>
  )
}
