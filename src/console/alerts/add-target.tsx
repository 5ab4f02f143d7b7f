import { Button, CopyButton, Modal, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ALERT_TARGETS } from '../../domain/alert-kinds.ts'
import { type Alerts, addTargetSchema } from '../../http/contracts/alerts.ts'
import css from '../admin/admin.module.css'
import { addTarget, alertsQuery } from '../api/alerts.ts'
import { FormEnd } from '../parts/form-end.tsx'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'

type Props = { ready: Alerts['ready']; onClose: () => void }
type Kind = (typeof ALERT_TARGETS)[number]

const PLACEHOLDERS: Record<Kind, string> = {
  telegram: '123456789',
  email: 'anna@example.com',
  webhook: 'https://example.com/hook',
}

/** A new target; the secret of a webhook is shown once, when it is added. */
export function AddTarget({ ready, onClose }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [kind, setKind] = useState<Kind>('email')
  const [address, setAddress] = useState('')
  const wanted = addTargetSchema.safeParse({ kind, address: address.trim() })
  const add = useMutation({
    mutationFn: addTarget,
    onSuccess: async ({ secret }) => {
      await client.invalidateQueries({ queryKey: alertsQuery.queryKey })
      if (secret === null) onClose()
    },
  })
  const problem = useProblemText(add.error)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (wanted.success) add.mutate(wanted.data)
  }
  const isReady = kind === 'webhook' || ready[kind]
  const secret = add.data?.secret
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('alerts.addTarget')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      {secret ? (
        <Stack gap={12}>
          <p>{t('alerts.secretHint')}</p>
          <div className={css.secret}>
            <code>{secret}</code>
            <CopyButton value={secret}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy}>
                  {t(copied ? 'evidence.copied' : 'evidence.copy')}
                </Button>
              )}
            </CopyButton>
          </div>
        </Stack>
      ) : (
        <form onSubmit={submit}>
          <Stack gap={14}>
            <NativeSelect
              label={t('alerts.targetKind')}
              value={kind}
              onChange={(event) =>
                setKind(ALERT_TARGETS.find((one) => one === event.currentTarget.value) ?? kind)
              }
              data={ALERT_TARGETS.map((one) => ({ value: one, label: t(`alerts.target.${one}`) }))}
            />
            <TextInput
              label={t(`alerts.address.${kind}`)}
              description={t(`alerts.addressHint.${kind}`)}
              placeholder={PLACEHOLDERS[kind]}
              autoComplete="off"
              required
              data-autofocus
              value={address}
              onChange={(event) => setAddress(event.currentTarget.value)}
            />
            {!isReady && <p>{t('alerts.notReady')}</p>}
            {add.error && <ProblemNote text={problem} />}
            <FormEnd
              onCancel={onClose}
              label={t('alerts.add')}
              disabled={!wanted.success}
              isPending={add.isPending}
            />
          </Stack>
        </form>
      )}
    </Modal>
  )
}
