import { Button, TextInput } from '@mantine/core'
import { IconHandStop, IconPlayerPlay } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { stopQuery, throwSwitch } from '../api/autonomy.ts'
import { sessionQuery } from '../api/session.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { moscowDayTime } from '../parts/time.ts'
import css from './admin.module.css'
import own from './autonomy.module.css'

/** The brakes that this person may pull: one for everything, or one a shop where they do not see every shop. */
export function StopSwitches() {
  const { data } = useQuery(stopQuery)
  const { data: session } = useQuery(sessionQuery)
  if (session?.user.shopIds === null) return <StopSwitch shopId={null} />
  return data?.shops.map(({ shopId }) => <StopSwitch key={shopId} shopId={shopId} />)
}

/** The brake: anybody may pull it, a lead or an admin lets go of it. `shopId: null` = the whole installation. */
export function StopSwitch({ shopId }: { shopId: string | null }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const client = useQueryClient()
  const { data } = useQuery(stopQuery)
  const { data: session } = useQuery(sessionQuery)
  const [reason, setReason] = useState('')
  const change = useMutation({
    mutationFn: throwSwitch,
    onSuccess: () => {
      setReason('')
      void client.invalidateQueries({ queryKey: stopQuery.queryKey })
      void client.invalidateQueries({ queryKey: ['autonomy'] })
      void client.invalidateQueries({ queryKey: ['inbox'] })
    },
  })
  const problem = useProblemText(change.error)
  const shop = data?.shops.find((one) => one.shopId === shopId)
  const state = shopId === null ? data?.all : shop
  if (!state) return null
  const mayResume = session?.user.role === 'admin' || session?.user.role === 'lead'
  const label =
    shopId === null ? t('autonomy.stop.all') : t('autonomy.stop.shop', { name: shop?.name ?? shopId })
  return (
    <section className={`${css.card} ${own.stop}`} data-on={state.isOn} aria-label={label}>
      <div className={css.cardHead}>
        <h2>{label}</h2>
        <strong>{t(state.isOn ? 'autonomy.stop.isOn' : 'autonomy.stop.isOff')}</strong>
      </div>
      <p>{t('autonomy.stop.lead')}</p>
      {state.changedBy && state.changedAt && (
        <p>
          {t('autonomy.stop.last', { name: state.changedBy, time: moscowDayTime(state.changedAt, tag) })}
          {state.reason && ` · ${state.reason}`}
        </p>
      )}
      {problem && <ProblemNote text={problem} />}
      <form
        className={own.stopForm}
        onSubmit={(event) => {
          event.preventDefault()
          const why = reason.trim()
          change.mutate({ shopId, isOn: !state.isOn, ...(why === '' ? {} : { reason: why }) })
        }}
      >
        <TextInput
          label={t('autonomy.stop.reason')}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {state.isOn ? (
          <Button
            type="submit"
            variant="default"
            disabled={!mayResume}
            loading={change.isPending}
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
          >
            {t('autonomy.stop.resume')}
          </Button>
        ) : (
          <Button
            type="submit"
            color="red.9"
            loading={change.isPending}
            leftSection={<IconHandStop size={16} aria-hidden />}
          >
            {t('autonomy.stop.stop')}
          </Button>
        )}
      </form>
      {state.isOn && !mayResume && <p>{t('autonomy.stop.mayNotResume')}</p>}
      {change.data && change.data.stopped > 0 && (
        <p role="status">{t('autonomy.stop.stopped', { count: change.data.stopped })}</p>
      )}
    </section>
  )
}
