import { Button, Group, Modal, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pasteMessageSchema } from '../../../http/contracts/pasted.ts'
import type { CaseId } from '../../api/case.ts'
import { pasteMessage } from '../../api/pasted.ts'
import { shopsQuery } from '../../api/shops.ts'
import { ProblemNote, useProblemText } from '../../parts/problem.tsx'
import { channelOf } from '../../parts/words.tsx'

const CHANNELS = pasteMessageSchema.shape.channel.options

/** What a buyer wrote, put in by hand where the marketplace does not tell us. */
export function PasteDialog({ onClose, onPasted }: { onClose: () => void; onPasted: (id: CaseId) => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data: shops = [] } = useQuery(shopsQuery)
  const [channel, setChannel] = useState<(typeof CHANNELS)[number]>('ozon-chat')
  const paste = useMutation({
    mutationFn: pasteMessage,
    onSuccess: ({ conversationId }, { shopId }) => {
      void client.invalidateQueries({ queryKey: ['inbox'] })
      onPasted({ shopId, conversationId })
    },
  })
  const problem = useProblemText(paste.error)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const told = (name: string) => String(form.get(name) ?? '').trim() || undefined
    const rating = told('rating')
    paste.mutate({
      shopId: String(form.get('shop')),
      channel,
      text: String(form.get('text')).trim(),
      buyerName: told('buyer'),
      sku: told('sku'),
      orderNumber: told('order'),
      ...(rating ? { rating: Number(rating) } : {}),
    })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('paste.title')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap={12}>
          <p>{t('paste.lead')}</p>
          <NativeSelect
            name="shop"
            label={t('paste.shop')}
            required
            data={shops
              .filter(({ disabledAt }) => !disabledAt)
              .map(({ id, name }) => ({ value: id, label: name }))}
          />
          <NativeSelect
            label={t('paste.channel')}
            value={channel}
            data={CHANNELS.map((value) => ({ value, label: t(`channels.${channelOf(value)}`) }))}
            onChange={(event) =>
              setChannel(pasteMessageSchema.shape.channel.catch('ozon-chat').parse(event.currentTarget.value))
            }
          />
          <Textarea
            name="text"
            label={t('paste.text')}
            data-autofocus
            autosize
            minRows={4}
            maxRows={10}
            required
          />
          <TextInput name="buyer" label={t('paste.buyer')} maxLength={100} autoComplete="off" />
          <Group grow>
            <TextInput name="sku" label={t('paste.sku')} maxLength={128} pattern="\S*" autoComplete="off" />
            <TextInput
              name="order"
              label={t('paste.order')}
              maxLength={128}
              pattern="\S*"
              autoComplete="off"
            />
          </Group>
          {channel === 'ozon-review' && (
            <NativeSelect
              name="rating"
              label={t('paste.rating')}
              data={[{ value: '', label: t('paste.noStars') }, '1', '2', '3', '4', '5']}
            />
          )}
          {paste.error && <ProblemNote text={problem} />}
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              {t('actions.cancel')}
            </Button>
            <Button type="submit" loading={paste.isPending}>
              {t('paste.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
