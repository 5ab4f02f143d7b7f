import { useTranslation } from 'react-i18next'
import type { AuditRecord } from '../../http/contracts/people.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { moscowDayTime } from '../parts/time.ts'
import css from './admin.module.css'
import { changedFields } from './audit-changes.ts'

/** A record names what was done as `area.act`; what has no words yet is shown as it stands. */
function useWords() {
  const { i18n } = useTranslation()
  const word = (key: string): string | undefined => {
    const found: unknown = i18n.getResource(i18n.language, 'translation', key)
    return typeof found === 'string' ? found : undefined
  }
  return {
    action: (action: string) => {
      const [area = '', act = ''] = action.split('.')
      return { area: word(`audit.areas.${area}`), act: word(`audit.acts.${act.replaceAll('-', '_')}`) }
    },
    /** `=` stands for a record that has no fields, only a value. */
    field: (field: string) => word(`audit.fields.${field === '=' ? 'value' : field}`),
  }
}

/** One record: when, who, what; the fields that changed stand behind a click. */
export function AuditRow({ record, shop }: { record: AuditRecord; shop: string }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const words = useWords()
  const { area, act } = words.action(record.action)
  const changes = changedFields(record.before, record.after)
  return (
    <tr>
      <td>{moscowDayTime(record.at, tag)}</td>
      <td>{record.actorName}</td>
      <td className={css.wrapping}>
        {area && <strong>{area} </strong>}
        {act ? <span title={record.action}>{act}</span> : <code>{record.action}</code>}{' '}
        <span className={css.count}>{record.subject}</span>
        {changes.length > 0 && (
          <details>
            <summary>{t('audit.changes', { count: changes.length })}</summary>
            <dl className={css.pairs}>
              {changes.map(({ field, before, after }) => (
                <div key={field} style={{ display: 'contents' }}>
                  <dt title={field}>{words.field(field) ?? <code>{field}</code>}</dt>
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
