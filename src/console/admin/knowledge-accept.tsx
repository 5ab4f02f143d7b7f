import { Button, Group } from '@mantine/core'
import { IconSparkles } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Fillable, KnowledgeStatus } from '../../domain/knowledge-entry.ts'
import type { SaveKnowledge } from '../../http/contracts/knowledge.ts'
import { useLanguage } from '../i18n/i18n.ts'
import css from './knowledge.module.css'

type Props = {
  content: SaveKnowledge
  doubtful: Fillable[]
  isBusy: boolean
  onAccept: (status: KnowledgeStatus) => void
}

/** A machine wrote here: somebody says by name of their own that it is right. */
export function AcceptNote({ content, doubtful, isBusy, onAccept }: Props) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const names = content.machineFilled.map((field) => t(`knowledge.fields.${field}`))
  const fields = new Intl.ListFormat(tag, { type: 'unit', style: 'short' }).format(names)
  return (
    <section className={css.accept} aria-label={t('knowledge.notAccepted')}>
      <IconSparkles size={18} aria-hidden />
      <div>
        <p>{t('knowledge.acceptLead', { fields })}</p>
        {doubtful.length > 0 && <p className={css.doubt}>{t('knowledge.acceptDoubt')}</p>}
        <Group gap={8} mt={8}>
          <Button size="compact-md" loading={isBusy} onClick={() => onAccept('live')}>
            {t('knowledge.acceptLive')}
          </Button>
          <Button size="compact-md" variant="default" disabled={isBusy} onClick={() => onAccept('draft')}>
            {t('knowledge.acceptDraft')}
          </Button>
        </Group>
      </div>
    </section>
  )
}
