import { Button } from '@mantine/core'
import { IconEyeOff } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { resumeSending, stopQuery } from '../api/autonomy.ts'
import { sessionQuery } from '../api/session.ts'
import { useProblemText } from '../parts/problem.tsx'
import { channelOf } from '../parts/words.tsx'
import css from './shell.module.css'

/** An answer vanished, so nothing is sent in its channel: everybody sees it, a lead or an admin lifts it. */
export function SendingBanner() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data } = useQuery(stopQuery)
  const { data: session } = useQuery(sessionQuery)
  const lift = useMutation({
    mutationFn: resumeSending,
    onSuccess: (switches) => client.setQueryData(stopQuery.queryKey, switches),
  })
  const problem = useProblemText(lift.error)
  const role = session?.user.role
  const stopped = data?.channels ?? []
  return (
    <div role="alert">
      {stopped.map(({ shopId, name, channel, reason }) => (
        <div key={`${shopId}/${channel}`} className={css.banner} data-state="stopped">
          <IconEyeOff size={18} aria-hidden />
          <span>
            <strong>
              {t('sending.stopped', { channel: t(`channels.${channelOf(channel)}`), shop: name })}
            </strong>{' '}
            {t('sending.why')}{' '}
            {reason && (
              <Link to="/inbox/$shopId/$conversationId" params={{ shopId, conversationId: reason }}>
                {t('sending.case')}
              </Link>
            )}
          </span>
          {(role === 'lead' || role === 'admin') && (
            <Button
              size="compact-sm"
              variant="default"
              loading={lift.isPending}
              onClick={() => lift.mutate({ shopId, channel })}
            >
              {t('sending.lift')}
            </Button>
          )}
          {problem && <span>{problem}</span>}
        </div>
      ))}
    </div>
  )
}
