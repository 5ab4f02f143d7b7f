import { ActionIcon, Button, NativeSelect, NumberInput, Textarea } from '@mantine/core'
import { IconPlus, IconSparkles, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SaveKnowledge } from '../../http/contracts/knowledge.ts'
import css from './knowledge.module.css'

type Warranty = NonNullable<SaveKnowledge['warranty']>
type Props = { warranty: Warranty; isMarked: boolean; onChange: (warranty: Warranty) => void }

const LISTS = ['coverage', 'exclusions', 'serviceSteps'] as const

/** The terms of a warranty as fields: drafts compute dates from them. */
export function KnowledgeWarranty({ warranty, isMarked, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <fieldset className={css.group}>
      <legend>{t('knowledge.warranty.title')}</legend>
      {isMarked && (
        <span className={css.machine}>
          <IconSparkles size={12} aria-hidden />
          {t('knowledge.byMachine')}
        </span>
      )}
      <div className={css.row}>
        <NumberInput
          label={t('knowledge.warranty.months')}
          description={t('knowledge.warranty.monthsHint')}
          min={0}
          max={600}
          allowDecimal={false}
          value={warranty.months}
          onChange={(value) => onChange({ ...warranty, months: Math.trunc(Number(value)) || 0 })}
        />
        <NativeSelect
          label={t('knowledge.warranty.startEvent')}
          description={t('knowledge.warranty.startHint')}
          value={warranty.startEvent}
          onChange={(event) =>
            onChange({
              ...warranty,
              startEvent: event.currentTarget.value === 'purchase' ? 'purchase' : 'delivery',
            })
          }
          data={(['delivery', 'purchase'] as const).map((event) => ({
            value: event,
            label: t(`knowledge.warranty.starts.${event}`),
          }))}
        />
      </div>
      {LISTS.map((list) => (
        <Lines
          key={list}
          title={t(`knowledge.warranty.${list}`)}
          lines={warranty[list]}
          onChange={(lines) => onChange({ ...warranty, [list]: lines })}
        />
      ))}
    </fieldset>
  )
}

type Line = Warranty['coverage'][number]
type LinesProps = { title: string; lines: Line[]; onChange: (lines: Line[]) => void }

function Lines({ title, lines, onChange }: LinesProps) {
  const { t } = useTranslation()
  const change = (at: number, part: Partial<Line>) =>
    onChange(lines.map((line, index) => (index === at ? { ...line, ...part } : line)))
  const area = { autosize: true, minRows: 1, maxRows: 4, maxLength: 1000, size: 'sm' } as const
  return (
    <div className={css.lines}>
      <h3>{title}</h3>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name but its place
        <div key={index} className={css.line}>
          <Textarea
            {...area}
            lang="ru"
            aria-label={t('knowledge.warranty.lineRu', { title, number: index + 1 })}
            placeholder={t('knowledge.warranty.inRussian')}
            value={line.ru}
            onChange={(event) => change(index, { ru: event.currentTarget.value })}
          />
          <Textarea
            {...area}
            lang="zh-CN"
            aria-label={t('knowledge.warranty.lineZh', { title, number: index + 1 })}
            placeholder={t('knowledge.warranty.inChinese')}
            value={line.zh ?? ''}
            onChange={(event) => change(index, { zh: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('knowledge.warranty.removeLine', { title, number: index + 1 })}
            onClick={() => onChange(lines.filter((_, at) => at !== index))}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => onChange([...lines, { ru: '' }])}
      >
        {t('knowledge.warranty.addLine', { title })}
      </Button>
    </div>
  )
}
