import { Modal, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ROLES, roleSchema } from '../../http/contracts/common.ts'
import type { UserSaved } from '../../http/contracts/people.ts'
import { createPerson, peopleQuery } from '../api/people.ts'
import { FormEnd } from '../parts/form-end.tsx'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { ShopsChoice } from './shops-choice.tsx'

type Props = { opened: boolean; onClose: () => void; onSaved: (saved: UserSaved) => void }

export function AddPerson({ opened, onClose, onSaved }: Props) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('people.add')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <AddPersonForm onClose={onClose} onSaved={onSaved} />
    </Modal>
  )
}

function AddPersonForm({ onClose, onSaved }: Omit<Props, 'opened'>) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [shopIds, setShopIds] = useState<string[] | null>(null)
  const add = useMutation({
    mutationFn: createPerson,
    onSuccess: async (saved) => {
      await client.invalidateQueries({ queryKey: peopleQuery.queryKey })
      onSaved(saved)
    },
  })
  const problem = useProblemText(add.error)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    add.mutate({
      name: String(form.get('name')).trim(),
      login: String(form.get('login')).trim(),
      role: roleSchema.parse(form.get('role')),
      shopIds,
    })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap={14}>
        <TextInput name="name" label={t('people.name')} maxLength={100} required data-autofocus />
        <TextInput
          name="login"
          label={t('people.login')}
          description={t('people.loginHint')}
          pattern="[a-zA-Z0-9._@\-]{2,64}"
          autoCapitalize="none"
          autoComplete="off"
          required
        />
        <NativeSelect
          name="role"
          label={t('people.role')}
          data={ROLES.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
        />
        <ShopsChoice value={shopIds} onChange={setShopIds} />
        <p>{t('people.passwordHint')}</p>
        {add.error && <ProblemNote text={problem} />}
        <FormEnd
          onCancel={onClose}
          label={t('people.add')}
          disabled={shopIds?.length === 0}
          isPending={add.isPending}
        />
      </Stack>
    </form>
  )
}
