import { ActionIcon } from '@mantine/core'
import { IconClipboardPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PasteDialog } from './paste-dialog.tsx'

export function PasteButton() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [isOpen, setIsOpen] = useState(false)
  const label = t('paste.button')
  return (
    <>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={label}
        title={label}
        onClick={() => setIsOpen(true)}
      >
        <IconClipboardPlus size={18} aria-hidden />
      </ActionIcon>
      {isOpen && (
        <PasteDialog
          onClose={() => setIsOpen(false)}
          onPasted={(id) => {
            setIsOpen(false)
            void navigate({
              to: '/inbox/$shopId/$conversationId',
              params: id,
              search: (before) => ({ ...before, step: undefined }),
            })
          }}
        />
      )}
    </>
  )
}
