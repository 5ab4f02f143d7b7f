import { useTranslation } from 'react-i18next'
import { RISK_FLAGS } from '../../domain/draft.ts'
import { readingFindingSchema } from '../../domain/reading/reading.ts'
import type { BenchView } from '../../http/contracts/prompt-benches.ts'
import { useLanguage } from '../i18n/i18n.ts'

type Quote = BenchView['summary']['rules'][number]['quote']

/** A finding of the test bench in words: a rule quotes itself, what readings find has words of the interface. */
export function useRuleWords() {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return (rule: string, quote: Quote | undefined): string => {
    if (quote) return quote[language]
    const [kind, name = ''] = rule.split(':')
    const risk = RISK_FLAGS.find((flag) => kind === 'risk' && flag === name)
    if (risk) return t(`risks.${risk}`)
    const found = readingFindingSchema.shape.kind.safeParse(name)
    if (found.success && kind === 'lost') return t('bench.lost', { what: t(`card.kinds.${found.data}`) })
    if (found.success && kind === 'added') return t('bench.added', { what: t(`card.kinds.${found.data}`) })
    if (rule === 'needs-human') return t('bench.needsHuman')
    return rule === 'no-reply' ? t('bench.noReply') : rule
  }
}
