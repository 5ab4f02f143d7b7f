import { useTranslation } from 'react-i18next'
import type { BenchView } from '../../http/contracts/prompt-benches.ts'
import { useLanguage } from '../i18n/i18n.ts'
import css from './admin.module.css'
import own from './bench.module.css'
import { usePromptWords } from './prompt-words.ts'
import { useRuleWords } from './rule-words.ts'

type Side = BenchView['summary']['live']

/** What would change, which findings come and go, and what each version takes. */
export function BenchFigures({ bench, summary }: BenchView) {
  const { t } = useTranslation()
  const { compared, changed, toAbstention, toAnswer, rules, live } = summary
  const tiles = [
    { name: 'changed', count: changed },
    // Only a draft answers or leaves the answer to a person.
    ...(bench.prompt === 'draft'
      ? ([
          { name: 'toAbstention', count: toAbstention },
          { name: 'toAnswer', count: toAnswer },
        ] as const)
      : []),
    { name: 'newFindings', count: rules.reduce((sum, { appeared }) => sum + appeared, 0) },
  ] as const
  return (
    <>
      <dl className={own.tiles}>
        {tiles.map(({ name, count }) => (
          <div
            key={name}
            data-tone={count > 0 && (name === 'toAbstention' || name === 'newFindings') ? 'warn' : undefined}
          >
            <dt>{t(`bench.tiles.${name}`)}</dt>
            <dd className="num">
              {count}
              <small>{name === 'newFindings' ? '' : t('bench.of', { count: compared })}</small>
            </dd>
          </div>
        ))}
      </dl>
      {live.repeated > 0 && live.sameText < live.repeated && (
        <p className={own.hint}>
          {t('bench.noise', { count: live.repeated - live.sameText, total: live.repeated })}
        </p>
      )}
      <Findings rules={rules} />
      <Takes bench={bench} summary={summary} />
    </>
  )
}

function Findings({ rules }: Pick<BenchView['summary'], 'rules'>) {
  const { t } = useTranslation()
  const wordsOf = useRuleWords()
  if (rules.length === 0) return <p className={own.hint}>{t('bench.noFindings')}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={css.tableFrame} aria-label={t('bench.findings')} tabIndex={0}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('bench.findings')}</th>
            <th scope="col" className={own.right}>
              {t('bench.appeared')}
            </th>
            <th scope="col" className={own.right}>
              {t('bench.gone')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rules.map(({ rule, status, quote, appeared, gone }) => (
            <tr key={`${rule}-${status}`}>
              <td className={css.wrapping}>
                <strong data-status={status} className={own.status}>
                  {t(`checks.${status}`)}
                </strong>{' '}
                {wordsOf(rule, quote)}
              </td>
              <td className={`num ${own.right}`}>{appeared}</td>
              <td className={`num ${own.right}`}>{gone}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Takes({ bench, summary }: BenchView) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const { keyWords } = usePromptWords()
  const count = new Intl.NumberFormat(tag)
  const money = new Intl.NumberFormat(tag, { maximumFractionDigits: 4 })
  const seconds = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 })
  const { live, candidate } = summary
  const isPriced = live.costMicros + candidate.costMicros > 0
  const rows: {
    name: 'answers' | 'unusable' | 'repeat' | 'tokens' | 'cost' | 'time'
    value: (side: Side) => string
  }[] = [
    { name: 'answers', value: ({ runs }) => count.format(runs) },
    { name: 'unusable', value: ({ unusable }) => count.format(unusable) },
    {
      name: 'repeat',
      value: ({ repeated, sameOutcome }) =>
        repeated === 0 ? '—' : t('bench.outOf', { count: sameOutcome, total: repeated }),
    },
    {
      name: 'tokens',
      value: ({ inputTokens, outputTokens }) =>
        `${count.format(inputTokens)} → ${count.format(outputTokens)}`,
    },
    { name: 'cost', value: ({ costMicros }) => (isPriced ? money.format(costMicros / 1_000_000) : '—') },
    {
      name: 'time',
      value: ({ latencyMs }) =>
        latencyMs === null ? '—' : t('bench.seconds', { seconds: seconds.format(latencyMs / 1_000) }),
    },
  ]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={css.tableFrame} aria-label={t('bench.takes')} tabIndex={0}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('bench.takes')}</th>
            <th scope="col" className={own.right}>
              {keyWords(bench.live)}
            </th>
            <th scope="col" className={own.right}>
              {keyWords(bench.candidate)}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, value }) => (
            <tr key={name}>
              <th scope="row">{t(`bench.rows.${name}`)}</th>
              <td className={`num ${own.right}`}>{value(live)}</td>
              <td className={`num ${own.right}`}>{value(candidate)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
