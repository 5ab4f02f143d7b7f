import { Button, PasswordInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionUser } from '../../http/contracts/session.ts'
import { PASSWORD_MIN } from '../../http/contracts/session.ts'
import { ApiError } from '../api/client.ts'
import { changePassword, sessionKey } from '../api/session.ts'
import { Logo } from '../parts/logo.tsx'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import css from './sign-in.module.css'

/** A one-time password opens nothing but this. */
export function PasswordPage({ user }: { user: SessionUser }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [mismatch, setMismatch] = useState(false)
  const change = useMutation({
    mutationFn: changePassword,
    onSuccess: async () => {
      // Whoever set this server up is led on from here; before the desk appears, which opens a case by itself.
      if (user.role === 'admin') await navigate({ to: '/start' })
      await client.invalidateQueries({ queryKey: sessionKey })
    },
  })
  const general = useProblemText(change.error)
  const isWrong = change.error instanceof ApiError && [401, 403].includes(change.error.status)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const newPassword = String(form.get('new'))
    const differs = newPassword !== String(form.get('again'))
    setMismatch(differs)
    if (!differs) change.mutate({ currentPassword: String(form.get('current')), newPassword })
  }
  return (
    <main className={css.page}>
      <div className={css.card}>
        <div className={css.brand}>
          <Logo size={36} />
          <span>{t('app.name')}</span>
        </div>
        <h1>{t('password.title')}</h1>
        <p className={css.lead}>{t('password.lead')}</p>
        <form className={css.form} onSubmit={submit}>
          <input type="hidden" name="username" autoComplete="username" value={user.login} readOnly />
          <PasswordInput
            name="current"
            label={t('password.current')}
            autoComplete="current-password"
            required
            withAsterisk={false}
          />
          <PasswordInput
            name="new"
            label={t('password.new')}
            description={t('password.rule', { count: PASSWORD_MIN })}
            autoComplete="new-password"
            minLength={PASSWORD_MIN}
            required
            withAsterisk={false}
          />
          <PasswordInput
            name="again"
            label={t('password.again')}
            autoComplete="new-password"
            required
            withAsterisk={false}
            error={mismatch ? t('password.mismatch') : undefined}
          />
          {change.error && <ProblemNote text={isWrong ? t('password.wrong') : general} />}
          <Button type="submit" size="md" fullWidth loading={change.isPending}>
            {t('password.submit')}
          </Button>
        </form>
      </div>
      <LanguageSwitch />
    </main>
  )
}
