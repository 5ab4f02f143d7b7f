import { Checkbox, Modal, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { checkShop, createShop, shopsQuery } from '../api/shops.ts'
import { FormEnd } from '../parts/form-end.tsx'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { KeyFields } from './key-fields.tsx'

export function AddShop({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('shops.add')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <AddShopForm onClose={onClose} />
    </Modal>
  )
}

function AddShopForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [isKeyless, setIsKeyless] = useState(false)
  const add = useMutation({
    mutationFn: createShop,
    onSuccess: async ({ shop }) => {
      // On the spot: what the key may do stands on the shop's card. That it failed is shown there too.
      if (!isKeyless) await checkShop(shop.id).catch(() => undefined)
      await client.invalidateQueries({ queryKey: shopsQuery.queryKey })
      onClose()
    },
  })
  const problem = useProblemText(add.error)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const field = (name: string) => String(form.get(name) ?? '').trim()
    add.mutate({
      name: field('name') || undefined,
      ...(isKeyless
        ? {}
        : {
            clientId: field('clientId'),
            apiKey: field('apiKey'),
            apiBase: field('apiBase') || undefined,
          }),
    })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap={14}>
        <TextInput
          name="name"
          label={t('shops.name')}
          description={t('shops.nameHint')}
          required={isKeyless}
          data-autofocus
        />
        <Checkbox
          label={t('shops.keyless')}
          description={t('shops.keylessHint')}
          checked={isKeyless}
          onChange={(event) => setIsKeyless(event.currentTarget.checked)}
        />
        {!isKeyless && (
          <>
            <KeyFields withClientId />
            <TextInput
              name="apiBase"
              type="url"
              label={t('shops.apiBase')}
              description={t('shops.apiBaseHint')}
              placeholder="https://api-seller.ozon.ru"
            />
          </>
        )}
        {add.error && <ProblemNote text={problem} />}
        <FormEnd onCancel={onClose} label={t('shops.add')} isPending={add.isPending} />
      </Stack>
    </form>
  )
}
