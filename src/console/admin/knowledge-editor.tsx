import { Drawer, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Shop } from '../../http/contracts/shops.ts'
import { entryQuery } from '../api/knowledge.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { moscowDayTime } from '../parts/time.ts'
import admin from './admin.module.css'
import { type OpenEntry, openEntry } from './entry-form.ts'
import { KnowledgeForm } from './knowledge-form.tsx'
import { KnowledgeHistory } from './knowledge-history.tsx'
import { UsageFigures } from './knowledge-usage.tsx'

type Props = {
  open: OpenEntry | undefined
  shops: Shop[]
  onOpen: (entry: OpenEntry) => void
  onClose: () => void
}

export function KnowledgeEditor({ open, shops, onOpen, onClose }: Props) {
  const { t } = useTranslation()
  const isNew = open?.content.version === 0
  return (
    <Drawer
      opened={open !== undefined}
      onClose={onClose}
      position="right"
      size={820}
      title={isNew ? t('knowledge.add') : open?.id}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      {open && (
        <Tabs key={`${open.shopId}/${open.id}`} defaultValue="content" keepMounted={false}>
          {!isNew && <EntryHead open={open} />}
          {!isNew && (
            <Tabs.List mb={14}>
              <Tabs.Tab value="content">{t('knowledge.content')}</Tabs.Tab>
              <Tabs.Tab value="history">{t('knowledge.history.title')}</Tabs.Tab>
            </Tabs.List>
          )}
          <Tabs.Panel value="content">
            <KnowledgeForm
              key={open.content.version}
              open={open}
              shops={shops}
              onStored={(entry, doubtful) => onOpen({ ...openEntry(entry), doubtful })}
              onClose={onClose}
            />
          </Tabs.Panel>
          <Tabs.Panel value="history">
            <KnowledgeHistory open={open} onRestored={(entry) => onOpen(openEntry(entry))} />
          </Tabs.Panel>
        </Tabs>
      )}
    </Drawer>
  )
}

function EntryHead({ open }: { open: OpenEntry }) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const { data: stored } = useQuery(entryQuery(open))
  return (
    <div className={admin.entryHead}>
      <p className={admin.entryFacts}>
        {t('knowledge.version', { version: open.content.version })}
        {open.updatedAt && ` · ${t('knowledge.updated', { date: moscowDayTime(open.updatedAt, tag) })}`}
      </p>
      {stored && <UsageFigures usage={stored.usage} />}
    </div>
  )
}
