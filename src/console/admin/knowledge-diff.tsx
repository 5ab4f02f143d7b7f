import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { VersionsDiff } from '../../http/contracts/knowledge.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { dayOf } from './entry-form.ts'
import css from './knowledge.module.css'

/** Fields of an entry in the order in which they are shown. */
const FIELDS = [
  'kind',
  'topic',
  'questionRu',
  'answerRu',
  'questionZh',
  'answerZh',
  'questionEn',
  'answerEn',
  'variants',
  'schemes',
  'brand',
  'category',
  'skus',
  'warranty',
  'machineFilled',
  'owner',
  'status',
  'validFrom',
  'validUntil',
  'reviewBy',
] as const

/** A field by its name in the form; one that this console does not know yet by its own. */
export function FieldName({ field }: { field: string }) {
  const { t } = useTranslation()
  const known = FIELDS.find((one) => one === field)
  return known ? t(`knowledge.fields.${known}`) : field
}

/** What changed, field by field: texts word by word, the rest as it was and is. */
export function KnowledgeDiff({ changes }: { changes: VersionsDiff['changes'] }) {
  const { t } = useTranslation()
  if (changes.length === 0) return <p className={css.hint}>{t('knowledge.history.same')}</p>
  return (
    <dl className={css.diff}>
      {changes.map((change) => (
        <div key={change.field}>
          <dt>
            <FieldName field={change.field} />
          </dt>
          <dd>
            {change.kind === 'text' ? (
              <TextChange parts={change.parts} />
            ) : (
              <ValueChange field={change.field} before={change.before} after={change.after} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

type Parts = Extract<VersionsDiff['changes'][number], { kind: 'text' }>['parts']

export function TextChange({ parts }: { parts: Parts }) {
  return (
    <p className={css.words}>
      {parts.map(({ kind, text }, index) => {
        const key = `${index}-${kind}`
        if (kind === 'removed') return <del key={key}>{text}</del>
        return kind === 'added' ? <ins key={key}>{text}</ins> : <span key={key}>{text}</span>
      })}
    </p>
  )
}

function ValueChange({ field, before, after }: { field: string; before: unknown; after: unknown }) {
  const words = useValueWords(field)
  const [old, now] = [words(before), words(after)]
  return (
    <p className={css.words}>
      {old && <del>{old}</del>} {now && <ins>{now}</ins>}
    </p>
  )
}

const warrantySchema = z.object({
  months: z.number(),
  startEvent: z.enum(['delivery', 'purchase']),
  coverage: z.array(z.object({ ru: z.string(), zh: z.string().optional() })),
  exclusions: z.array(z.object({ ru: z.string(), zh: z.string().optional() })),
  serviceSteps: z.array(z.object({ ru: z.string(), zh: z.string().optional() })),
})

function useValueWords(field: string) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return (value: unknown): string => {
    if (value === null || value === undefined || value === '') return ''
    if (Array.isArray(value)) return value.map(String).join(', ')
    const warranty = warrantySchema.safeParse(value)
    if (warranty.success) {
      const { months, startEvent, coverage, exclusions, serviceSteps } = warranty.data
      const lines = [...coverage, ...exclusions, ...serviceSteps].map(({ ru, zh }) =>
        language === 'zh' ? zh || ru : ru || zh,
      )
      return [`${months}`, t(`knowledge.warranty.starts.${startEvent}`), ...lines].join('; ')
    }
    const isMoment = /^(?:validFrom|validUntil|reviewBy)$/.test(field)
    return isMoment ? dayOf(String(value), field === 'validUntil' ? 'last' : 'first') : String(value)
  }
}
