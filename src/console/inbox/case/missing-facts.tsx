import { IconListSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { PROCEDURE_FACTS } from '../../../domain/procedure.ts'
import css from './draft.module.css'

const STALE = ['order', 'stock', 'price'] as const

/** What the procedure of this case requires and nobody has told yet, and what may be out of date. */
export function MissingFacts({ names }: { names: readonly string[] }) {
  const { t } = useTranslation()
  const wanting = PROCEDURE_FACTS.filter((fact) => names.includes(fact)).map((fact) =>
    t(`procedures.facts.${fact}`),
  )
  const old = STALE.filter((name) => names.includes(`${name}:stale`)).map((name) => t(`draft.stale.${name}`))
  if (wanting.length + old.length === 0) return null
  return (
    <p className={css.unanswered}>
      <IconListSearch size={16} aria-hidden />
      <span>
        {wanting.length > 0 && (
          <>
            <strong>{t('draft.missing')}:</strong> {wanting.join(', ')}{' '}
          </>
        )}
        {old.length > 0 && (
          <>
            <strong>{t('draft.mayBeOld')}:</strong> {old.join(', ')}
          </>
        )}
      </span>
    </p>
  )
}
