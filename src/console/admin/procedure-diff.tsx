import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { APPROVERS, PROCEDURE_FACTS } from '../../domain/procedure.ts'
import { REMEDIES } from '../../domain/remedy.ts'
import type { ProcedureDiff as Diff } from '../../http/contracts/procedures.ts'
import { useLanguage } from '../i18n/i18n.ts'
import css from './knowledge.module.css'
import { TextChange } from './knowledge-diff.tsx'

const PARTS = ['required', 'questions', 'steps', 'remedies', 'offersAlternative', 'tone', 'examples'] as const

/** What changed, part by part: texts word by word, lists as they were and are. */
export function ProcedureDiff({ changes }: { changes: Diff['changes'] }) {
  const { t } = useTranslation()
  const words = useValueWords()
  if (changes.length === 0) return <p className={css.hint}>{t('knowledge.history.same')}</p>
  return (
    <dl className={css.diff}>
      {changes.map((change) => {
        const part = PARTS.find((one) => one === change.field)
        return (
          <div key={change.field}>
            <dt>{part ? t(`procedures.parts.${part}`) : change.field}</dt>
            <dd>
              {change.kind === 'text' ? (
                <TextChange parts={change.parts} />
              ) : (
                <p className={css.words}>
                  <del>{words(change.before)}</del> <ins>{words(change.after)}</ins>
                </p>
              )}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

const factsSchema = z.array(z.object({ fact: z.enum(PROCEDURE_FACTS), decides: z.boolean() })).min(1)
const remediesSchema = z.array(z.object({ remedy: z.enum(REMEDIES), approver: z.enum(APPROVERS) })).min(1)

function useValueWords() {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const listed = (items: string[]) => items.join(language === 'zh' ? '、' : ', ')
  return (value: unknown): string => {
    const facts = factsSchema.safeParse(value)
    if (facts.success) {
      return listed(
        facts.data.map(({ fact, decides }) => {
          const name = t(`procedures.facts.${fact}`)
          return decides ? `${name} (${t('procedures.decides')})` : name
        }),
      )
    }
    const remedies = remediesSchema.safeParse(value)
    if (remedies.success) {
      return listed(
        remedies.data.map(
          ({ remedy, approver }) => `${t(`procedures.remedies.${remedy}`)} · ${t(`roles.${approver}`)}`,
        ),
      )
    }
    return t(value === true ? 'procedures.yes' : 'procedures.no')
  }
}
