import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/client.ts'
import { sessionKey, signIn } from '../api/session.ts'
import { switchLanguage } from '../i18n/i18n.ts'
import { Logo } from '../parts/logo.tsx'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import css from './sign-in.module.css'

export function SignInPage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { next } = useSearch({ from: '/sign-in' })
  const attempt = useMutation({
    mutationFn: signIn,
    onSuccess: async (session) => {
      if (session.user.language) await switchLanguage(session.user.language)
      client.setQueryData(sessionKey, session)
      await navigate({ href: next ?? '/inbox', replace: true })
    },
  })
  useEffect(() => {
    document.title = `${t('signIn.title')} · ${t('app.name')}`
  }, [t])
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    attempt.mutate({ login: String(form.get('login')), password: String(form.get('password')) })
  }
  return (
    <main className={css.page}>
      <div className={css.card}>
        <div className={css.brand}>
          <Logo size={36} />
          <span>{t('app.name')}</span>
        </div>
        <h1>{t('signIn.title')}</h1>
        <p className={css.lead}>{t('signIn.lead')}</p>
        <form className={css.form} onSubmit={submit}>
          <TextInput
            name="login"
            label={t('signIn.login')}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            withAsterisk={false}
            size="md"
            data-autofocus
          />
          <PasswordInput
            name="password"
            label={t('signIn.password')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            size="md"
          />
          <Refusal error={attempt.error} />
          <Button type="submit" size="md" fullWidth loading={attempt.isPending}>
            {t('signIn.submit')}
          </Button>
        </form>
        <p className={css.hint}>{t('signIn.firstTime')}</p>
      </div>
      <LanguageSwitch />
    </main>
  )
}

function Refusal({ error }: { error: Error | null }) {
  const { t } = useTranslation()
  const general = useProblemText(error)
  if (!error) return null
  const status = error instanceof ApiError ? error.status : undefined
  if (status === 401 || status === 403) return <ProblemNote text={t('signIn.wrong')} />
  if (status === 429) return <ProblemNote text={t('signIn.tooMany')} />
  return <ProblemNote text={general} />
}
