import { Button, Modal, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Shop } from '../../http/contracts/shops.ts'
import { checkShop, replaceKey, shopsQuery } from '../api/shops.ts'
import { FormEnd } from '../parts/form-end.tsx'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { KeyFields } from './key-fields.tsx'

/** Gives a shop its first key, or a new one in the old one's place: keys end after three months. */
export function ShopKey({ shop }: { shop: Shop }) {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  const label = t(shop.clientId === null ? 'shops.giveKey' : 'shops.newKey')
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setIsOpen(true)}>
        {label}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setIsOpen(false)}
        title={label}
        closeButtonProps={{ 'aria-label': t('actions.close') }}
      >
        <KeyForm shop={shop} onClose={() => setIsOpen(false)} />
      </Modal>
    </>
  )
}

function KeyForm({ shop, onClose }: { shop: Shop; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: replaceKey,
    onSuccess: async () => {
      // What the key may do stands on the shop's card at once; that it failed is shown there too.
      await checkShop(shop.id).catch(() => undefined)
      await client.invalidateQueries({ queryKey: shopsQuery.queryKey })
      onClose()
    },
  })
  const problem = useProblemText(save.error)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const field = (name: string) => String(form.get(name) ?? '').trim()
    save.mutate({
      shopId: shop.id,
      apiKey: field('apiKey'),
      ...(shop.clientId === null ? { clientId: field('clientId') } : {}),
    })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap={14}>
        <KeyFields withClientId={shop.clientId === null} />
        {save.error && <ProblemNote text={problem} />}
        <FormEnd onCancel={onClose} label={t('actions.save')} isPending={save.isPending} />
      </Stack>
    </form>
  )
}
