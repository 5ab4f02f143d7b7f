import { Button } from '@mantine/core'
import { IconEdit } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { entryQuery } from '../api/knowledge.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { type OpenEntry, openEntry } from './entry-form.ts'

type Props = { shopId: string; id: string; title: string; onEdit: (entry: OpenEntry) => void }

/** Opens one side in the editor, as it is now: the finding keeps the words of when it was found. */
export function EditEntryOfFinding({ shopId, id, title, onEdit }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const load = useMutation({
    mutationFn: () => client.fetchQuery({ ...entryQuery({ shopId, id }), staleTime: 0 }),
    onSuccess: (entry) => onEdit(openEntry(entry)),
  })
  const problem = useProblemText(load.error)
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconEdit size={14} aria-hidden />}
        aria-label={`${t('findings.edit')}: ${title}`}
        loading={load.isPending}
        onClick={() => load.mutate()}
      >
        {t('findings.edit')}
      </Button>
      {load.error && <ProblemNote text={problem} />}
    </>
  )
}
