import { Button } from '@mantine/core'
import { IconArrowsDiff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { openFindingsQuery } from '../api/findings.ts'

/** To duplicates and contradictions, with how many are open. */
export function KnowledgeFindingsLink() {
  const { t } = useTranslation()
  const { data } = useQuery(openFindingsQuery)
  const open = data ? data.counts.contradictions + data.counts.duplicates : 0
  return (
    <Button
      variant="default"
      leftSection={<IconArrowsDiff size={16} aria-hidden />}
      renderRoot={(props) => <Link to="/knowledge/findings" {...props} />}
    >
      {open > 0 ? t('findings.linkCount', { count: open }) : t('findings.link')}
    </Button>
  )
}
