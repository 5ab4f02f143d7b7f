import { IconHandStop } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { stopQuery } from '../api/autonomy.ts'
import css from './shell.module.css'

/** On top of everything while something is stopped: nobody should wonder why nothing leaves. */
export function StopBanner() {
  const { t } = useTranslation()
  const { data } = useQuery(stopQuery)
  const stopped = data?.shops.filter(({ isOn }) => isOn) ?? []
  const thrown = data?.all.isOn ? data.all : stopped[0]
  return (
    <div role="status">
      {thrown && (
        <div className={css.banner} data-state="stopped">
          <IconHandStop size={18} aria-hidden />
          <span>
            <strong>
              {data?.all.isOn
                ? t('autonomy.stop.onAll')
                : t('autonomy.stop.onShops', { names: stopped.map(({ name }) => name).join(', ') })}
            </strong>{' '}
            {thrown.changedBy && t('autonomy.stop.by', { name: thrown.changedBy })}
            {thrown.reason && ` · ${thrown.reason}`}
          </span>
        </div>
      )}
    </div>
  )
}
