import { Anchor, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type ExportQuery, TRANSFER_FORMATS } from '../../http/contracts/transfer.ts'
import { exportAddress } from '../api/transfer.ts'
import { useLanguage } from '../i18n/i18n.ts'
import css from './admin.module.css'

/** Plain links: the browser writes the file as it comes. */
export function KnowledgeExport({ shopId, what }: { shopId: string; what: ExportQuery['what'] }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const formats = TRANSFER_FORMATS.filter((format) => format !== 'yml' || what === 'products')
  return (
    <section className={css.card}>
      <h2>{t('transfer.export')}</h2>
      <p>{t('transfer.exportLead')}</p>
      <Group gap={18}>
        {formats.map((format) => (
          <Anchor key={format} href={exportAddress(shopId, { what, format, language })} download>
            {t(`transfer.formats.${format}`)}
          </Anchor>
        ))}
      </Group>
    </section>
  )
}
