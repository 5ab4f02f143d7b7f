import { useTranslation } from 'react-i18next'
import type { EntryUsage } from '../../http/contracts/knowledge.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { moscowDay } from '../parts/time.ts'
import css from './knowledge.module.css'

/** What became of the drafts an entry was found for, in one line. */
export function UsageFigures({ usage }: { usage: EntryUsage }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  if (usage.offered === 0) return <span className={css.usage}>{t('knowledge.usage.never')}</span>
  const figures = [
    t('knowledge.usage.offered', { count: usage.offered }),
    t('knowledge.usage.used', { count: usage.used }),
    usage.sentUnchanged > 0 && t('knowledge.usage.sentUnchanged', { count: usage.sentUnchanged }),
    usage.edited > 0 && t('knowledge.usage.edited', { count: usage.edited }),
    usage.refused > 0 && t('knowledge.usage.refused', { count: usage.refused }),
    usage.lastUsedAt && t('knowledge.usage.lastUsed', { date: moscowDay(usage.lastUsedAt, tag) }),
  ]
  return <span className={`${css.usage} num`}>{figures.filter(Boolean).join(' · ')}</span>
}
