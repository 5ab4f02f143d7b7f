import { Button } from '@mantine/core'
import { IconClipboardPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseConversation } from '../../../http/contracts/case.ts'
import { pasteMessageSchema } from '../../../http/contracts/pasted.ts'
import css from './paste.module.css'
import { PasteDialog } from './paste-dialog.tsx'

/** Below the thread of a pasted case: nobody but the people here tells what the buyer writes next. */
export function PasteNext({ conversation }: { conversation: CaseConversation }) {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  const { isPasted, shopId, conversationId } = conversation
  if (!isPasted) return null
  const channel = pasteMessageSchema.shape.channel.catch('ozon-chat').parse(conversation.channel)
  return (
    <div className={css.next}>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconClipboardPlus size={15} aria-hidden />}
        onClick={() => setIsOpen(true)}
      >
        {t('paste.next')}
      </Button>
      {isOpen && (
        <PasteDialog
          into={{ shopId, conversationId, channel }}
          onClose={() => setIsOpen(false)}
          onPasted={() => setIsOpen(false)}
        />
      )}
    </div>
  )
}
