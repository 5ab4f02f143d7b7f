import { useTranslation } from 'react-i18next'
import type { AuditRecord } from '../../http/contracts/people.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { moscowDayTime } from '../parts/time.ts'
import css from './admin.module.css'
import { changedFields } from './audit-changes.ts'

const AREAS = [
  'user', 'token', 'shop', 'session', 'view', 'reply', 'prompt', 'procedure', 'model', 'knowledge', 'findings',
  'embedding', 'draft', 'category', 'catalogue', 'case', 'canned_reply', 'autonomy', 'auto_send', 'product', 'finding', 'promise',
] as const // biome-ignore format: a list reads best in lines

/** One record: when, who, what; the fields that changed stand behind a click. */
export function AuditRow({ record, shop }: { record: AuditRecord; shop: string }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const area = AREAS.find((one) => record.action.startsWith(`${one}.`))
  const changes = changedFields(record.before, record.after)
  return (
    <tr>
      <td>{moscowDayTime(record.at, tag)}</td>
      <td>{record.actorName}</td>
      <td className={css.wrapping}>
        {area && <strong>{t(`audit.areas.${area}`)} </strong>}
        <code>{record.action}</code> <span className={css.count}>{record.subject}</span>
        {changes.length > 0 && (
          <details>
            <summary>{t('audit.changes', { count: changes.length })}</summary>
            <dl className={css.pairs}>
              {changes.map(({ field, before, after }) => (
                <div key={field} style={{ display: 'contents' }}>
                  <dt>{field}</dt>
                  <dd>
                    {before !== undefined && <del>{before}</del>} {after !== undefined && <ins>{after}</ins>}
                  </dd>
                </div>
              ))}
            </dl>
          </details>
        )}
      </td>
      <td>{shop}</td>
    </tr>
  )
}
