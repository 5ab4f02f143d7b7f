import { Checkbox, NativeSelect, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { APPROVERS, type ProcedureContent } from '../../domain/procedure.ts'
import { REMEDIES } from '../../domain/remedy.ts'
import type { ProcedureView } from '../../http/contracts/procedures.ts'
import { saveProcedure } from '../api/procedures.ts'
import { FormEnd } from '../parts/form-end.tsx'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import css from './knowledge.module.css'
import { ProcedureExamples } from './procedure-examples.tsx'
import { ProcedureFacts } from './procedure-facts.tsx'
import { ProcedureSteps } from './procedure-steps.tsx'
import { TextInThree } from './text-in-three.tsx'

type Props = { shopId: string; procedure: ProcedureView; onClose: () => void }

export function ProcedureForm({ shopId, procedure, onClose }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [content, setContent] = useState(procedure.content)
  const set = (change: Partial<ProcedureContent>) => setContent((before) => ({ ...before, ...change }))
  const { category, version } = procedure
  const save = useMutation({
    mutationFn: () => saveProcedure({ shopId, category }, { version, content: tidied(content) }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['procedures', shopId] })
      onClose()
    },
  })
  const problem = useProblemText(save.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap={18}>
        <ProcedureFacts required={content.required} onChange={(required) => set({ required })} />
        <ProcedureSteps steps={content.steps} onChange={(steps) => set({ steps })} />
        <fieldset className={css.group}>
          <legend>{t('procedures.remedyTitle')}</legend>
          <p className={css.hint}>{t('procedures.remedyHint')}</p>
          <div className={css.row}>
            {REMEDIES.map((remedy) => (
              <NativeSelect
                key={remedy}
                label={t(`procedures.remedies.${remedy}`)}
                value={content.remedies.find((one) => one.remedy === remedy)?.approver ?? ''}
                onChange={(event) => {
                  const approver = APPROVERS.find((role) => role === event.currentTarget.value)
                  const others = content.remedies.filter((one) => one.remedy !== remedy)
                  set({ remedies: approver ? [...others, { remedy, approver }] : others })
                }}
                data={[
                  { value: '', label: t('procedures.notAllowed') },
                  ...APPROVERS.map((role) => ({ value: role, label: t(`roles.${role}`) })),
                ]}
              />
            ))}
          </div>
          <Checkbox
            label={t('procedures.alternative')}
            checked={content.offersAlternative}
            onChange={(event) => set({ offersAlternative: event.currentTarget.checked })}
          />
        </fieldset>
        <fieldset className={css.group}>
          <legend>{t('procedures.tone')}</legend>
          <TextInThree
            title={t('procedures.tone')}
            value={content.tone}
            maxLength={500}
            onChange={(tone) => set({ tone })}
          />
        </fieldset>
        <ProcedureExamples examples={content.examples} onChange={(examples) => set({ examples })} />
        {save.error && <ProblemNote text={problem} />}
        <FormEnd onCancel={onClose} label={t('actions.save')} isPending={save.isPending} />
      </Stack>
    </form>
  )
}

/** Lines that were added and left empty go. */
function tidied(content: ProcedureContent): ProcedureContent {
  return {
    ...content,
    steps: content.steps.filter(({ ru, zh, en }) => `${ru}${zh}${en}`.trim() !== ''),
    examples: content.examples.filter(({ ru, zh }) => `${ru}${zh}`.trim() !== ''),
  }
}
