import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type Props = { isHere: boolean; isPending: boolean; onOpen: () => void; onAnother: () => void }

/** The words were pasted before, perhaps by a colleague a moment ago. */
export function KnownNote({ isHere, isPending, onOpen, onAnother }: Props) {
  const { t } = useTranslation()
  return (
    <div role="alert">
      <p>{t(isHere ? 'paste.knownHere' : 'paste.known')}</p>
      <Group gap={8}>
        <Button size="compact-sm" onClick={onOpen}>
          {t('paste.openKnown')}
        </Button>
        <Button size="compact-sm" variant="default" loading={isPending} onClick={onAnother}>
          {t('paste.another')}
        </Button>
      </Group>
    </div>
  )
}
