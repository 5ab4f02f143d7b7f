import { Modal, Stack, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PasteMessage } from '../../../http/contracts/pasted.ts'
import { type CaseId, caseKey } from '../../api/case.ts'
import { pasteMessage } from '../../api/pasted.ts'
import { FormEnd } from '../../parts/form-end.tsx'
import { ProblemNote, useProblemText } from '../../parts/problem.tsx'
import { KnownNote } from './known-note.tsx'
import { PasteAbout } from './paste-about.tsx'

type Props = {
  /** The pasted case whose next message it is; without it a new case begins. */
  into?: (CaseId & Pick<PasteMessage, 'channel'>) | undefined
  onClose: () => void
  onPasted: (id: CaseId) => void
}

/** What a buyer wrote, put in by hand where the marketplace does not tell us. */
export function PasteDialog({ into, onClose, onPasted }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [channel, setChannel] = useState<PasteMessage['channel']>(into?.channel ?? 'ozon-chat')
  const paste = useMutation({
    mutationFn: pasteMessage,
    onSuccess: ({ conversationId, isKnown }, { shopId }) => {
      if (isKnown) return
      void client.invalidateQueries({ queryKey: ['inbox'] })
      void client.invalidateQueries({ queryKey: caseKey({ shopId, conversationId }) })
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
      shopId: into?.shopId ?? String(form.get('shop')),
      conversationId: into?.conversationId,
      channel,
      text: String(form.get('text')).trim(),
      buyerName: told('buyer'),
      sku: told('sku'),
      orderNumber: told('order'),
      ...(rating ? { rating: Number(rating) } : {}),
    })
  }
  const title = t(into ? 'paste.nextTitle' : 'paste.title')
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('actions.close') }}>
      {/* What was typed stays until it is sent or changed: a known text may be sent all the same. */}
      <form onSubmit={submit} onChange={() => paste.data && paste.reset()}>
        <Stack gap={12}>
          <p>{t(into ? 'paste.nextLead' : 'paste.lead')}</p>
          {!into && <PasteAbout channel={channel} onChannel={setChannel} />}
          <Textarea
            name="text"
            label={t('paste.text')}
            data-autofocus
            autosize
            minRows={4}
            maxRows={10}
            required
          />
          {paste.error && <ProblemNote text={problem} />}
          {paste.data?.isKnown && paste.variables && (
            <KnownNote
              isHere={into !== undefined}
              isPending={paste.isPending}
              onOpen={() =>
                onPasted({
                  shopId: paste.variables.shopId,
                  conversationId: paste.data.conversationId,
                })
              }
              onAnother={() => paste.mutate({ ...paste.variables, isAnother: true })}
            />
          )}
          <FormEnd
            onCancel={onClose}
            label={t(into ? 'paste.nextSubmit' : 'paste.submit')}
            isPending={paste.isPending}
            disabled={paste.data?.isKnown ?? false}
          />
        </Stack>
      </form>
    </Modal>
  )
}
