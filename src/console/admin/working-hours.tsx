import { Checkbox, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ShopPolicy } from '../../domain/shop-policy.ts'
import { useLanguage } from '../i18n/i18n.ts'
import own from './autonomy.module.css'

type Hours = ShopPolicy['hours']

const USUAL = { from: '09:00', to: '18:00' }
/** A Monday, whatever the year. */
const MONDAY = Date.UTC(2024, 0, 1)
const DAY_MS = 86_400_000

/** The week in Moscow time; without hours the shop is always open. */
export function WorkingHours({ hours, onChange }: { hours: Hours; onChange: (hours: Hours) => void }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const dayName = (index: number) =>
    new Intl.DateTimeFormat(tag, { weekday: 'short', timeZone: 'UTC' }).format(MONDAY + index * DAY_MS)
  const setDay = (index: number, day: typeof USUAL | null) =>
    onChange((hours ?? []).map((before, at) => (at === index ? day : before)))
  return (
    <>
      <Checkbox
        label={t('autonomy.policy.hasHours')}
        description={t('autonomy.policyHints.hasHours')}
        checked={hours !== null}
        onChange={(event) =>
          onChange(event.currentTarget.checked ? [USUAL, USUAL, USUAL, USUAL, USUAL, null, null] : null)
        }
      />
      {hours && (
        <fieldset className={own.week} aria-label={t('autonomy.policy.hours')}>
          {hours.map((day, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a week has its seven places
            <div key={index}>
              <span>{dayName(index)}</span>
              <Checkbox
                aria-label={t('autonomy.policy.isOpenOn', { day: dayName(index) })}
                checked={day !== null}
                onChange={(event) => setDay(index, event.currentTarget.checked ? USUAL : null)}
              />
              {(['from', 'to'] as const).map((edge) => (
                <TextInput
                  key={edge}
                  type="time"
                  size="xs"
                  aria-label={t(`autonomy.policy.${edge}On`, { day: dayName(index) })}
                  disabled={day === null}
                  value={day?.[edge] ?? ''}
                  onChange={(event) =>
                    day &&
                    event.currentTarget.value &&
                    setDay(index, { ...day, [edge]: event.currentTarget.value })
                  }
                />
              ))}
            </div>
          ))}
        </fieldset>
      )}
    </>
  )
}
