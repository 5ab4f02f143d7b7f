import { Anchor, Button, Group, Progress } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ImportRun, ROW_OUTCOMES } from '../../http/contracts/transfer.ts'
import { cancelImport, confirmImport, isBusy, rejectedAddress } from '../api/transfer.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { moscowDayTime } from '../parts/time.ts'
import css from './admin.module.css'
import { ImportRows } from './knowledge-import-rows.tsx'

export function ImportRunCard({ run, shopName }: { run: ImportRun; shopName: string }) {
  const { t } = useTranslation()
  const { language, tag } = useLanguage()
  const [shown, setShown] = useState<(typeof ROW_OUTCOMES)[number]>()
  const { counts, status } = run
  const toWrite = counts.added + counts.changed
  const isOver = !isBusy(run) && status !== 'ready'
  const outcomes = ROW_OUTCOMES.filter((outcome) => !isOver || outcome === 'rejected')
  return (
    <article className={css.card} aria-label={run.fileName}>
      <div className={css.cardHead}>
        <h2>{run.fileName}</h2>
        <strong role="status">{t(`transfer.statuses.${status}`)}</strong>
      </div>
      <p className={css.entryFacts}>
        {[
          t(`transfer.kinds.${run.what}`),
          shopName,
          run.startedBy.name,
          moscowDayTime(run.startedAt, tag),
        ].join(' · ')}
      </p>
      {isBusy(run) && <Advance run={run} />}
      {run.failure && <ProblemNote text={run.failure[language]} />}
      {!isBusy(run) && status !== 'failed' && (
        <p>
          {t('transfer.added', { count: counts.added })} · {t('transfer.changed', { count: counts.changed })}{' '}
          · {t('transfer.unchanged', { count: counts.unchanged })} ·{' '}
          {t('transfer.rejected', { count: counts.rejected })}
          {status !== 'ready' && ` · ${t('transfer.written', { count: run.rowsWritten })}`}
        </p>
      )}
      {run.notes.map((note) => (
        <p key={note.en}>{note[language]}</p>
      ))}
      {!isBusy(run) && status !== 'failed' && (
        <Group gap={10}>
          {outcomes
            .filter((outcome) => counts[outcome] > 0)
            .map((outcome) => (
              <Button
                key={outcome}
                size="compact-sm"
                variant={shown === outcome ? 'filled' : 'default'}
                aria-pressed={shown === outcome}
                onClick={() => setShown(shown === outcome ? undefined : outcome)}
              >
                {t(`transfer.show.${outcome}`)}
              </Button>
            ))}
          {counts.rejected > 0 && (
            <Anchor href={rejectedAddress(run, language)} download>
              {t('transfer.downloadRejected')}
            </Anchor>
          )}
        </Group>
      )}
      {shown && counts[shown] > 0 && <ImportRows run={run} outcome={shown} />}
      <RunActions run={run} toWrite={toWrite} isOver={isOver} />
    </article>
  )
}

function Advance({ run }: { run: ImportRun }) {
  const { t } = useTranslation()
  const { counts, status, rowsRead, rowsWritten } = run
  const total = counts.added + counts.changed
  if (status !== 'writing')
    return (
      <>
        <Progress value={100} animated aria-label={t('transfer.progress')} />
        <p>{t('transfer.rowsRead', { count: rowsRead })}</p>
      </>
    )
  return (
    <>
      <Progress value={total === 0 ? 100 : (100 * rowsWritten) / total} aria-label={t('transfer.progress')} />
      <p>{t('transfer.rowsWritten', { count: rowsWritten, total })}</p>
    </>
  )
}

function RunActions({ run, toWrite, isOver }: { run: ImportRun; toWrite: number; isOver: boolean }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const settle = useMutation({
    mutationFn: (verb: typeof confirmImport) => verb(run),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['imports'] }),
        client.invalidateQueries({ queryKey: ['knowledge'] }),
      ]),
  })
  const problem = useProblemText(settle.error)
  if (isOver) return null
  return (
    <>
      {settle.error && <ProblemNote text={problem} />}
      <Group justify="flex-end" gap={8}>
        <Button variant="default" loading={settle.isPending} onClick={() => settle.mutate(cancelImport)}>
          {t(run.status === 'ready' ? 'transfer.discard' : 'transfer.stop')}
        </Button>
        {run.status === 'ready' && toWrite > 0 && (
          <Button loading={settle.isPending} onClick={() => settle.mutate(confirmImport)}>
            {t('transfer.confirm', { count: toWrite })}
          </Button>
        )}
      </Group>
    </>
  )
}
