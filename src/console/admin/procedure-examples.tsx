import { ActionIcon, Button, Textarea } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ProcedureContent } from '../../domain/procedure.ts'
import css from './knowledge.module.css'

type Examples = ProcedureContent['examples']
type Props = { examples: Examples; onChange: (examples: Examples) => void }

/** How a good answer reads: Russian, with its gloss. */
export function ProcedureExamples({ examples, onChange }: Props) {
  const { t } = useTranslation()
  const change = (at: number, part: Partial<Examples[number]>) =>
    onChange(examples.map((one, index) => (index === at ? { ...one, ...part } : one)))
  const area = { autosize: true, minRows: 1, maxRows: 6, maxLength: 1000 } as const
  return (
    <fieldset className={css.group}>
      <legend>{t('procedures.examplesTitle')}</legend>
      {examples.map((example, index) => {
        const name = t('procedures.example', { number: index + 1 })
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an example has no name but its place
          <div key={index} className={css.line}>
            <Textarea
              {...area}
              lang="ru"
              required={example.zh.trim() !== ''}
              aria-label={`${name}: ${t('procedures.languages.ru')}`}
              placeholder={t('procedures.languages.ru')}
              value={example.ru}
              onChange={(event) => change(index, { ru: event.currentTarget.value })}
            />
            <Textarea
              {...area}
              lang="zh-CN"
              aria-label={`${name}: ${t('procedures.languages.zh')}`}
              placeholder={t('procedures.languages.zh')}
              value={example.zh}
              onChange={(event) => change(index, { zh: event.currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('procedures.remove', { name })}
              onClick={() => onChange(examples.filter((_, at) => at !== index))}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </div>
        )
      })}
      {examples.length < 10 && (
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...examples, { ru: '', zh: '' }])}
        >
          {t('procedures.addExample')}
        </Button>
      )}
    </fieldset>
  )
}
