import { Button, NativeSelect, NumberInput, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChooseMail, HouseAlerts } from '../../http/contracts/alerts.ts'
import css from '../admin/admin.module.css'
import { forgetHouse, saveMail, tryMail } from '../api/alerts.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { TrialNote } from './trial-note.tsx'
import { useRefreshAlerts } from './use-refresh-alerts.ts'

const SECURITY = ['tls', 'starttls', 'none'] as const

/** The mail server of the house, and a real test by what is stored. */
export function MailForm({ mail }: { mail: HouseAlerts['mail'] }) {
  const { t } = useTranslation()
  const [form, setForm] = useState({
    host: mail?.host ?? '',
    port: mail?.port ?? 465,
    security: mail?.security ?? ('tls' as (typeof SECURITY)[number]),
    user: mail?.user ?? '',
    password: '',
    from: mail?.from ?? '',
  })
  const [to, setTo] = useState('')
  const refresh = useRefreshAlerts()
  const save = useMutation({ mutationFn: saveMail, onSuccess: refresh })
  const forget = useMutation({ mutationFn: () => forgetHouse('mail'), onSuccess: refresh })
  const trial = useMutation({ mutationFn: () => tryMail(to.trim()) })
  const error = save.error ?? forget.error ?? trial.error
  const problem = useProblemText(error)
  const set = (change: Partial<typeof form>) => {
    setForm({ ...form, ...change })
    save.reset()
    trial.reset()
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const choice: ChooseMail = {
      host: form.host.trim(),
      port: form.port,
      security: form.security,
      user: form.user.trim() || null,
      password: form.password || undefined,
      from: form.from.trim(),
    }
    save.mutate(choice)
  }
  return (
    <form onSubmit={submit}>
      <Stack gap={12} maw={560}>
        <TextInput
          label={t('alerts.host')}
          placeholder="smtp.example.com"
          required
          value={form.host}
          onChange={(event) => set({ host: event.currentTarget.value })}
        />
        <div className={css.cardHead}>
          <NumberInput
            label={t('alerts.port')}
            min={1}
            max={65_535}
            allowDecimal={false}
            value={form.port}
            onChange={(value) => set({ port: Number(value) || 465 })}
          />
          <NativeSelect
            label={t('alerts.security')}
            value={form.security}
            data={SECURITY.map((value) => ({ value, label: t(`alerts.securities.${value}`) }))}
            onChange={(event) =>
              set({ security: SECURITY.find((one) => one === event.currentTarget.value) ?? 'tls' })
            }
          />
        </div>
        <TextInput
          label={t('alerts.user')}
          description={t('alerts.userHint')}
          autoComplete="off"
          value={form.user}
          onChange={(event) => set({ user: event.currentTarget.value })}
        />
        <PasswordInput
          label={t('alerts.password')}
          description={t(mail?.hasPassword ? 'alerts.secretKept' : 'alerts.secretSealed')}
          autoComplete="new-password"
          value={form.password}
          onChange={(event) => set({ password: event.currentTarget.value })}
        />
        <TextInput
          type="email"
          label={t('alerts.from')}
          placeholder="otvet@example.com"
          required
          value={form.from}
          onChange={(event) => set({ from: event.currentTarget.value })}
        />
        {error && <ProblemNote text={problem} />}
        <div className={css.cardHead}>
          <Button type="submit" loading={save.isPending}>
            {t('alerts.saveMail')}
          </Button>
          {save.isSuccess && <span role="status">{t('alerts.saved')}</span>}
          {mail && (
            <Button variant="subtle" loading={forget.isPending} onClick={() => forget.mutate()}>
              {t('alerts.forgetMail')}
            </Button>
          )}
        </div>
        {mail && (
          <div className={css.cardHead}>
            <TextInput
              type="email"
              label={t('alerts.testTo')}
              value={to}
              onChange={(event) => setTo(event.currentTarget.value)}
            />
            <Button
              variant="default"
              disabled={!to.includes('@')}
              loading={trial.isPending}
              onClick={() => trial.mutate()}
            >
              {t('alerts.testMail')}
            </Button>
          </div>
        )}
        {trial.data && <TrialNote trial={trial.data} />}
      </Stack>
    </form>
  )
}
