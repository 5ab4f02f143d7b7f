import { SegmentedControl } from '@mantine/core'
import { type ComponentProps, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../i18n/i18n.ts'
import { OwnLanguage } from './own-language.tsx'
import { TextEditor } from './text-editor.tsx'

type Props = Omit<ComponentProps<typeof TextEditor>, 'modes'> & { onRewritten: () => void }

/** Two ways to change a reply: in Russian, or in the agent's own language, from which the Russian is made. */
export function Editor({ onRewritten, ...props }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [mode, setMode] = useState<'russian' | 'own'>('russian')
  // Who reads Russian writes it.
  const modes =
    language === 'ru' ? null : (
      <SegmentedControl
        size="xs"
        aria-label={t('edit.modes')}
        value={mode}
        onChange={(value) => setMode(value === 'own' ? 'own' : 'russian')}
        data={[
          { value: 'russian', label: t('edit.inRussian') },
          { value: 'own', label: t('edit.inOwn') },
        ]}
      />
    )
  if (mode === 'own' && modes) {
    const { id, data, onFailed, onCancel } = props
    return <OwnLanguage {...{ id, data, modes, onRewritten, onFailed, onCancel }} />
  }
  return <TextEditor {...props} modes={modes} />
}
