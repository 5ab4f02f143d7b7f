import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HouseAlerts } from '../../http/contracts/alerts.ts'
import css from '../admin/admin.module.css'
import { forgetHouse, saveBot, tryBot } from '../api/alerts.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { TrialNote } from './trial-note.tsx'
import { useRefreshAlerts } from './use-refresh-alerts.ts'

/** The bot of the house, at Telegram or at any server that speaks the Bot API. */
export function BotForm({ bot }: { bot: HouseAlerts['bot'] }) {
  const { t } = useTranslation()
  const [baseUrl, setBaseUrl] = useState(bot?.baseUrl ?? 'https://api.telegram.org')
  const [token, setToken] = useState('')
  const refresh = useRefreshAlerts()
  const save = useMutation({ mutationFn: saveBot, onSuccess: refresh })
  const forget = useMutation({ mutationFn: () => forgetHouse('bot'), onSuccess: refresh })
  const trial = useMutation({ mutationFn: tryBot })
  const error = save.error ?? forget.error ?? trial.error
  const problem = useProblemText(error)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    trial.reset()
    save.mutate({ baseUrl: baseUrl.trim(), token: token.trim() || undefined })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap={12} maw={560}>
        <TextInput
          type="url"
          label={t('alerts.botServer')}
          description={t('alerts.botServerHint')}
          required
          value={baseUrl}
          onChange={(event) => setBaseUrl(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('alerts.token')}
          description={t(bot ? 'alerts.secretKept' : 'alerts.secretSealed')}
          autoComplete="off"
          value={token}
          onChange={(event) => setToken(event.currentTarget.value)}
        />
        {error && <ProblemNote text={problem} />}
        <div className={css.cardHead}>
          <Button type="submit" loading={save.isPending}>
            {t('alerts.saveBot')}
          </Button>
          {save.isSuccess && <span role="status">{t('alerts.saved')}</span>}
          {bot && (
            <>
              <Button variant="default" loading={trial.isPending} onClick={() => trial.mutate()}>
                {t('alerts.testBot')}
              </Button>
              <Button variant="subtle" loading={forget.isPending} onClick={() => forget.mutate()}>
                {t('alerts.forgetBot')}
              </Button>
            </>
          )}
        </div>
        {trial.data && <TrialNote trial={trial.data} />}
      </Stack>
    </form>
  )
}
