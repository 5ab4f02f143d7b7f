import { Anchor, Button, FileButton, Group } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ExportQuery } from '../../http/contracts/transfer.ts'
import { templateAddress, uploadImport } from '../api/transfer.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import css from './admin.module.css'

const TEMPLATES = ['xlsx', 'csv'] as const

export function KnowledgeUpload({ shopId, what }: { shopId: string; what: ExportQuery['what'] }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const client = useQueryClient()
  const upload = useMutation({
    mutationFn: (file: File) => uploadImport({ shopId, what, file }),
    onSettled: () => client.invalidateQueries({ queryKey: ['imports'] }),
  })
  const problem = useProblemText(upload.error)
  return (
    <section className={css.card}>
      <h2>{t('transfer.import')}</h2>
      <p>{t('transfer.importLead')}</p>
      <Group gap={14}>
        <FileButton
          accept=".xlsx,.csv,.tsv,.txt,.jsonl,.ndjson,.yml,.xml"
          inputProps={{ 'aria-label': t('transfer.choose') }}
          onChange={(file) => file && upload.mutate(file)}
        >
          {(props) => (
            <Button {...props} leftSection={<IconUpload size={16} aria-hidden />} loading={upload.isPending}>
              {t('transfer.choose')}
            </Button>
          )}
        </FileButton>
        <span>
          {t('transfer.template')}{' '}
          {TEMPLATES.map((format) => (
            <span key={format}>
              <Anchor href={templateAddress({ what, format, language })} download>
                {t(`transfer.formats.${format}`)}
              </Anchor>{' '}
            </span>
          ))}
        </span>
      </Group>
      {upload.error && <ProblemNote text={problem} />}
    </section>
  )
}
