import { IconRosetteDiscountCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Autonomy } from '../../http/contracts/autonomy.ts'
import own from './autonomy.module.css'

/** What people did with the drafts of a cell: advice beside its switch, which an admin alone turns. */
export function CellRecord({ record }: { record: Autonomy['cells'][number]['record'] | undefined }) {
  const { t } = useTranslation()
  if (!record || record.decided === 0) return null
  const { decided, unchanged, low, advice } = record
  return (
    <p className={own.record} data-advice={advice} title={t('autonomy.record.hint')}>
      {advice === 'earned' && <IconRosetteDiscountCheck size={14} aria-hidden />}
      <span>
        {t('autonomy.record.line', { unchanged, decided, low: Math.floor(low * 100) })}
        {' · '}
        {t(`autonomy.record.${advice}`)}
      </span>
    </p>
  )
}
