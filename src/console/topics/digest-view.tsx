import { Button, Skeleton } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from '../admin/admin.module.css'
import { digestFile, digestQuery } from '../api/topics.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import own from './topics.module.css'

const DAY_MS = 86_400_000

/** The week of a shop: causes, bursts, who answers, what was done. */
export function DigestView({ shopId }: { shopId: string }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [day, setDay] = useState<string>()
  const { data, error, isPending, refetch } = useQuery(digestQuery({ shopId, day, language }))
  const problem = useProblemText(error)
  const move = (from: string, days: number) =>
    setDay(new Date(Date.parse(from) + days * DAY_MS).toISOString().slice(0, 10))
  if (error) return <ProblemNote text={problem} onRetry={() => void refetch()} />
  if (isPending || !data) return <Skeleton height={300} radius="lg" />
  return (
    <article className={css.card}>
      <header className={css.cardHead}>
        <h2>{data.subject}</h2>
        <span className={css.cardEnd}>
          <Button.Group>
            <Button variant="default" aria-label={t('topics.weekBefore')} onClick={() => move(data.from, -7)}>
              <IconChevronLeft size={16} aria-hidden />
            </Button>
            <Button
              variant="default"
              aria-label={t('topics.weekAfter')}
              disabled={Date.parse(data.to) >= Date.now()}
              onClick={() => move(data.from, 7)}
            >
              <IconChevronRight size={16} aria-hidden />
            </Button>
            <Button
              variant="default"
              component="a"
              href={digestFile(shopId, data.from, language)}
              leftSection={<IconDownload size={16} aria-hidden />}
            >
              Markdown
            </Button>
          </Button.Group>
        </span>
      </header>
      {data.sections.map(({ heading, lines }) => (
        <section key={heading} className={own.section}>
          <h3>{heading}</h3>
          <ul>
            {lines.map(({ text, quote, conversationId }) => (
              <li key={`${text}${conversationId}`}>
                {text}
                {quote && (
                  <q lang="ru" className={own.quote}>
                    {quote}
                  </q>
                )}
                {conversationId && (
                  <Link
                    to="/inbox/$shopId/$conversationId"
                    params={{ shopId, conversationId }}
                    search={{ status: 'all' }}
                    aria-label={`${t('topics.openCase')}: ${quote ?? text}`}
                  >
                    {t('topics.openCase')}
                  </Link>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </article>
  )
}
