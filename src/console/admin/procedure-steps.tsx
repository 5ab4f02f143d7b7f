import { ActionIcon, Button, Chip, Group } from '@mantine/core'
import { IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { SCHEMES } from '../../domain/knowledge-entry.ts'
import type { ProcedureStep } from '../../domain/procedure.ts'
import css from './knowledge.module.css'
import own from './procedures.module.css'
import { TextInThree } from './text-in-three.tsx'

type Props = { steps: ProcedureStep[]; onChange: (steps: ProcedureStep[]) => void }

/** What to do, in order; a step may hold for some ways of delivery only. */
export function ProcedureSteps({ steps, onChange }: Props) {
  const { t } = useTranslation()
  const change = (at: number, part: Partial<ProcedureStep>) =>
    onChange(steps.map((step, index) => (index === at ? { ...step, ...part } : step)))
  return (
    <fieldset className={css.group}>
      <legend>{t('procedures.stepsTitle')}</legend>
      {steps.map((step, index) => {
        const name = t('procedures.step', { number: index + 1 })
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step has no name but its place
          <section key={index} className={own.item} aria-label={name}>
            <div className={own.itemHead}>
              <strong>{name}</strong>
              <Chip.Group
                multiple
                value={step.schemes}
                onChange={(chosen) =>
                  change(index, { schemes: SCHEMES.filter((scheme) => chosen.includes(scheme)) })
                }
              >
                <Group gap={4} role="group" aria-label={t('procedures.schemes')}>
                  {SCHEMES.map((scheme) => (
                    <Chip key={scheme} size="xs" value={scheme}>
                      {scheme}
                    </Chip>
                  ))}
                </Group>
              </Chip.Group>
              <ActionIcon
                variant="subtle"
                color="gray"
                disabled={index === 0}
                aria-label={t('procedures.moveUp', { name })}
                onClick={() => onChange(movedUp(steps, index))}
              >
                <IconArrowUp size={16} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                disabled={steps.length === 1}
                aria-label={t('procedures.remove', { name })}
                onClick={() => onChange(steps.filter((_, at) => at !== index))}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </div>
            <TextInThree
              title={name}
              value={step}
              maxLength={1000}
              onChange={({ ru, zh, en }) => change(index, { ru, zh, en })}
            />
          </section>
        )
      })}
      <p className={css.hint}>{t('procedures.schemesHint')}</p>
      {steps.length < 20 && (
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...steps, { ru: '', zh: '', en: '', schemes: [] }])}
        >
          {t('procedures.addStep')}
        </Button>
      )}
    </fieldset>
  )
}

function movedUp(steps: ProcedureStep[], at: number): ProcedureStep[] {
  const [step] = steps.slice(at, at + 1)
  if (!step) return steps
  const others = steps.filter((_, index) => index !== at)
  return [...others.slice(0, at - 1), step, ...others.slice(at - 1)]
}
