import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { sessionQuery } from '../api/session.ts'

/** To imports and exports, which only administrators may do. */
export function KnowledgeFilesLink() {
  const { t } = useTranslation()
  const { data: session } = useQuery(sessionQuery)
  if (session?.user.role !== 'admin') return null
  return (
    <Button
      variant="default"
      leftSection={<IconFileImport size={16} aria-hidden />}
      renderRoot={(props) => <Link to="/knowledge/files" {...props} />}
    >
      {t('transfer.title')}
    </Button>
  )
}
