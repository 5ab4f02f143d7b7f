import { Drawer, Tabs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ProcedureView } from '../../http/contracts/procedures.ts'
import admin from './admin.module.css'
import { CategoryForm } from './category-form.tsx'
import { ProcedureForm } from './procedure-form.tsx'
import { ProcedureHistory } from './procedure-history.tsx'

type Props = { shopId: string; procedure: ProcedureView | undefined; onClose: () => void }

export function ProcedureEditor({ shopId, procedure, onClose }: Props) {
  const { t } = useTranslation()
  return (
    <Drawer
      opened={procedure !== undefined}
      onClose={onClose}
      position="right"
      size={860}
      title={procedure && t(`categories.${procedure.category}`)}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      {procedure && (
        <Tabs key={procedure.category} defaultValue="content" keepMounted={false}>
          <p className={admin.entryFacts}>
            {procedure.isShipped
              ? t('procedures.shipped')
              : t('knowledge.version', { version: procedure.version })}
          </p>
          <Tabs.List my={12}>
            <Tabs.Tab value="content">{t('knowledge.content')}</Tabs.Tab>
            <Tabs.Tab value="category">{t('procedures.category.title')}</Tabs.Tab>
            <Tabs.Tab value="history">{t('knowledge.history.title')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="content">
            <ProcedureForm key={procedure.version} shopId={shopId} procedure={procedure} onClose={onClose} />
          </Tabs.Panel>
          <Tabs.Panel value="category">
            <CategoryForm shopId={shopId} category={procedure.category} onClose={onClose} />
          </Tabs.Panel>
          <Tabs.Panel value="history">
            <ProcedureHistory shopId={shopId} procedure={procedure} />
          </Tabs.Panel>
        </Tabs>
      )}
    </Drawer>
  )
}
