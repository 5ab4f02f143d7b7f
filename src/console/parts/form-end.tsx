import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type Props = { onCancel: () => void; label: string; isPending: boolean; disabled?: boolean | undefined }

/** The end of every form in a dialog: leave it, or send it. */
export function FormEnd({ onCancel, label, isPending, disabled = false }: Props) {
  const { t } = useTranslation()
  return (
    <Group justify="flex-end" gap={8}>
      <Button variant="default" onClick={onCancel}>
        {t('actions.cancel')}
      </Button>
      <Button type="submit" disabled={disabled} loading={isPending}>
        {label}
      </Button>
    </Group>
  )
}
