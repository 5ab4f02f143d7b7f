import { useLocalStorage } from '@mantine/hooks'
import { useLanguage } from '../../i18n/i18n.ts'

/** Chinese under each sentence: on for a Chinese interface until the agent says otherwise. */
export function useGloss() {
  const { language } = useLanguage()
  const [choice, setChoice] = useLocalStorage<'on' | 'off' | 'auto'>({
    key: 'otvet.gloss',
    defaultValue: 'auto',
    getInitialValueInEffect: false,
  })
  const isOn = choice === 'auto' ? language === 'zh' : choice === 'on'
  return { isOn, toggle: () => setChoice(isOn ? 'off' : 'on') }
}
