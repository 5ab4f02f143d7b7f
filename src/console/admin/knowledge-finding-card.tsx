import { Badge, Button, Group, TextInput } from '@mantine/core'
import { IconArrowBackUp, IconCopy, IconExternalLink, IconScale } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding, FindingSide } from '../../http/contracts/findings.ts'
import { settleFinding } from '../api/findings.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { moscowDayTime } from '../parts/time.ts'
import admin from './admin.module.css'
import type { OpenEntry } from './entry-form.ts'
import { EditEntryOfFinding } from './knowledge-finding-edit.tsx'
import { MarkedText } from './knowledge-finding-text.tsx'
import css from './knowledge-findings.module.css'

type Props = { finding: Finding; mayWrite: boolean; onEdit: (entry: OpenEntry) => void }

/** Both sides beside each other, the words in which they differ marked and numbered alike. */
export function FindingCard({ finding, mayWrite, onEdit }: Props) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const { kind, differences, settledBy, settledReason, settledAt } = finding
  const Icon = kind === 'contradiction' ? IconScale : IconCopy
  const whats = [...new Set(differences.map(({ what }) => t(`findings.differences.${what}`)))]
  return (
    <article className={admin.card} aria-label={`${t(`findings.kind_${kind}`)}: ${finding.left.title}`}>
      <div className={admin.cardHead}>
        <Badge variant="default" leftSection={<Icon size={13} aria-hidden />}>
          {t(`findings.kind_${kind}`)}
        </Badge>
        <span className={admin.count}>
          {kind === 'contradiction'
            ? t('findings.differIn', { what: whats.join(', ') })
            : t('findings.alike', { percent: Math.round((finding.likeness ?? 0) * 100) })}
        </span>
        <span className={`${admin.count} ${admin.cardEnd}`}>{moscowDayTime(finding.foundAt, tag)}</span>
      </div>
      <div className={css.sides}>
        <Side finding={finding} which="left" mayWrite={mayWrite} onEdit={onEdit} />
        <Side finding={finding} which="right" mayWrite={mayWrite} onEdit={onEdit} />
      </div>
      {settledBy && settledAt && (
        <p>
          {t('findings.dismissedBy', { name: settledBy.name, date: moscowDayTime(settledAt, tag) })}
          {settledReason && `: ${settledReason}`}
        </p>
      )}
      {mayWrite && finding.status !== 'gone' && <Settle finding={finding} />}
    </article>
  )
}

function Side({ finding, which, mayWrite, onEdit }: Props & { which: 'left' | 'right' }) {
  const { t } = useTranslation()
  const side: FindingSide = finding[which]
  // Who reads the console in Russian needs no translation of the Russian.
  const isGlossed = useLanguage().language !== 'ru'
  const { shopId } = finding
  return (
    <section className={css.side}>
      <header>
        <span className={admin.count}>{t(`findings.sources.${side.kind}`, { id: side.id })}</span>
        <strong lang="ru">{side.title}</strong>
        {isGlossed && side.zh?.title && <span lang="zh-CN">{side.zh.title}</span>}
      </header>
      {Object.entries(side.parts).map(([part, text]) => (
        <div key={part} className={css.part}>
          <p lang="ru">
            <MarkedText
              text={text}
              marks={finding.differences.flatMap((difference, i) => {
                const { start, end, part: differing } = difference[which]
                return differing === part ? [{ start, end, number: i + 1 }] : []
              })}
            />
          </p>
          {isGlossed && side.zh?.parts[part] && (
            <p lang="zh-CN" className={css.gloss}>
              {side.zh.parts[part]}
            </p>
          )}
        </div>
      ))}
      {side.kind === 'entry' ? (
        mayWrite && <EditEntryOfFinding shopId={shopId} id={side.id} title={side.title} onEdit={onEdit} />
      ) : (
        <Button
          component="a"
          size="compact-sm"
          variant="default"
          href={`https://www.ozon.ru/product/${encodeURIComponent(side.id)}/`}
          target="_blank"
          rel="noreferrer"
          leftSection={<IconExternalLink size={14} aria-hidden />}
          aria-label={`${t('findings.openCard')}: ${side.title}`}
        >
          {t('findings.openCard')}
        </Button>
      )}
    </section>
  )
}

/** Putting aside takes a reason: the next one to look wants to know why both sides are right. */
function Settle({ finding }: { finding: Finding }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [isAsking, setIsAsking] = useState(false)
  const verb = finding.status === 'open' ? 'dismiss' : 'reopen'
  const settle = useMutation({
    mutationFn: (reason: string) => settleFinding(finding, verb, reason),
    onSettled: () => client.invalidateQueries({ queryKey: ['knowledge', 'findings'] }),
  })
  const problem = useProblemText(settle.error)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    settle.mutate(String(new FormData(event.currentTarget).get('reason')).trim())
  }
  if (!isAsking) {
    return (
      <Group>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={verb === 'reopen' ? <IconArrowBackUp size={14} aria-hidden /> : undefined}
          aria-label={`${t(`findings.${verb}`)}: ${finding.left.title}`}
          onClick={() => setIsAsking(true)}
        >
          {t(`findings.${verb}`)}
        </Button>
      </Group>
    )
  }
  return (
    <form onSubmit={submit}>
      <Group align="end" gap={8}>
        <TextInput
          name="reason"
          label={t(`findings.${verb}Why`)}
          maxLength={500}
          pattern=".*\S.*"
          required
          autoFocus
          className={css.reason}
        />
        <Button type="submit" loading={settle.isPending}>
          {t(`findings.${verb}`)}
        </Button>
        <Button variant="default" onClick={() => setIsAsking(false)}>
          {t('actions.cancel')}
        </Button>
      </Group>
      {settle.error && <ProblemNote text={problem} />}
    </form>
  )
}
