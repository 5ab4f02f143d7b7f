import { ActionIcon, Checkbox, NativeSelect } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { PROCEDURE_FACTS, type RequiredFact } from '../../domain/procedure.ts'
import css from './knowledge.module.css'
import own from './procedures.module.css'
import { TextInThree } from './text-in-three.tsx'

type Props = { required: RequiredFact[]; onChange: (required: RequiredFact[]) => void }

const NO_WORDS = { ru: '', zh: '', en: '' }

/** What must be known before an answer, in the order in which it is asked for. */
export function ProcedureFacts({ required, onChange }: Props) {
  const { t } = useTranslation()
  const free = PROCEDURE_FACTS.filter((fact) => !required.some((one) => one.fact === fact))
  const change = (fact: string, part: Partial<RequiredFact>) =>
    onChange(required.map((one) => (one.fact === fact ? { ...one, ...part } : one)))
  return (
    <fieldset className={css.group}>
      <legend>{t('procedures.requiredTitle')}</legend>
      <p className={css.hint}>{t('procedures.requiredHint')}</p>
      {required.map(({ fact, decides, question }) => {
        const name = t(`procedures.facts.${fact}`)
        return (
          <section key={fact} className={own.item} aria-label={name}>
            <div className={own.itemHead}>
              <strong>{name}</strong>
              <Checkbox
                size="xs"
                label={t('procedures.decides')}
                checked={decides}
                onChange={(event) => change(fact, { decides: event.currentTarget.checked })}
              />
              <Checkbox
                size="xs"
                label={t('procedures.asksBuyer')}
                checked={question !== null}
                onChange={(event) =>
                  change(fact, { question: event.currentTarget.checked ? NO_WORDS : null })
                }
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('procedures.remove', { name })}
                onClick={() => onChange(required.filter((one) => one.fact !== fact))}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </div>
            {question && (
              <TextInThree
                title={name}
                value={question}
                maxLength={500}
                needsRussian
                onChange={(words) => change(fact, { question: words })}
              />
            )}
          </section>
        )
      })}
      {free.length > 0 && (
        <NativeSelect
          aria-label={t('procedures.addFact')}
          value=""
          onChange={(event) => {
            const fact = free.find((one) => one === event.currentTarget.value)
            if (fact) onChange([...required, { fact, decides: true, question: NO_WORDS }])
          }}
          data={[
            { value: '', label: t('procedures.addFact') },
            ...free.map((fact) => ({ value: fact, label: t(`procedures.facts.${fact}`) })),
          ]}
        />
      )}
    </fieldset>
  )
}
