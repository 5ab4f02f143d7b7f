import { NumberInput } from '@mantine/core'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { SERVICE_CLASSES, type Target } from '../../domain/service-target.ts'
import type { ShopPolicy } from '../../domain/shop-policy.ts'
import own from './autonomy.module.css'

const FIELDS = [
  ['responseMinutes', 'response'],
  ['resolutionMinutes', 'resolution'],
] as const

/** By when the shop wants to have answered and settled a case of each class; emptied, there is no target. */
export function TargetTimes({
  targets,
  onChange,
}: {
  targets: ShopPolicy['targets']
  onChange: (targets: ShopPolicy['targets']) => void
}) {
  const { t } = useTranslation()
  const put = (name: keyof ShopPolicy['targets'], part: Partial<Target>) =>
    onChange({ ...targets, [name]: { ...targets[name], ...part } })
  return (
    <fieldset className={own.targets}>
      <legend>{t('autonomy.targets.title')}</legend>
      <p>{t('autonomy.targets.lead')}</p>
      <span className={own.targetHead} />
      {FIELDS.map(([field, label]) => (
        <span key={field} className={own.targetHead}>
          {t(`autonomy.targets.${label}`)}
        </span>
      ))}
      {SERVICE_CLASSES.map((name) => (
        <Fragment key={name}>
          <span className={own.targetName}>{t(`autonomy.targets.${name}`)}</span>
          {FIELDS.map(([field, label]) => (
            <NumberInput
              key={field}
              size="xs"
              aria-label={`${t(`autonomy.targets.${name}`)}: ${t(`autonomy.targets.${label}`)}`}
              value={targets[name][field] ?? ''}
              min={5}
              max={40_320}
              clampBehavior="blur"
              allowDecimal={false}
              onChange={(value) => put(name, { [field]: typeof value === 'number' ? value : null })}
            />
          ))}
        </Fragment>
      ))}
    </fieldset>
  )
}
