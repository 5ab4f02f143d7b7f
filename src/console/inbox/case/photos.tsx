import { Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseMessage } from '../../../http/contracts/case.ts'
import css from './thread.module.css'

export function Photos({ attachments }: { attachments: CaseMessage['attachments'] }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<number>()
  const [failed, setFailed] = useState<ReadonlySet<number>>(new Set())
  if (attachments.length === 0) return null
  const shown = attachments.find(({ position }) => position === open)
  return (
    <div className={css.photos}>
      {attachments.map(({ position, url, name }, index) =>
        failed.has(position) ? (
          <a key={position} href={url} target="_blank" rel="noreferrer" className={css.file}>
            {name ?? t('case.photo', { number: index + 1 })}
          </a>
        ) : (
          <button
            key={position}
            type="button"
            aria-label={t('case.openPhoto', { number: index + 1 })}
            onClick={() => setOpen(position)}
          >
            <img src={url} alt="" onError={() => setFailed(new Set([...failed, position]))} />
          </button>
        ),
      )}
      <Modal
        opened={shown !== undefined}
        onClose={() => setOpen(undefined)}
        size="auto"
        title={shown?.name ?? t('case.photo', { number: (shown ? attachments.indexOf(shown) : 0) + 1 })}
        closeButtonProps={{ 'aria-label': t('case.closePhoto') }}
      >
        {shown && <img className={css.large} src={shown.url} alt={shown.name ?? ''} />}
      </Modal>
    </div>
  )
}
