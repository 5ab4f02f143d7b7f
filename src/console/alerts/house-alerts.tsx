import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { HouseAlerts as House } from '../../http/contracts/alerts.ts'
import css from '../admin/admin.module.css'
import { TableFrame } from '../admin/table-frame.tsx'
import { houseAlertsQuery } from '../api/alerts.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { ago } from '../parts/time.ts'
import { useNow } from '../parts/use-now.ts'
import { BotForm } from './bot-form.tsx'
import { MailForm } from './mail-form.tsx'

/** What an admin sets for everybody: the mail server and the bot, and whose targets are broken. */
export function HouseAlerts() {
  const { t } = useTranslation()
  const house = useQuery(houseAlertsQuery)
  const problem = useProblemText(house.error)
  if (house.isPending) return <Skeleton height={140} radius="lg" />
  if (house.isError) return <ProblemNote text={problem} onRetry={() => void house.refetch()} />
  const { mail, bot, broken } = house.data
  return (
    <>
      <section className={css.card} aria-labelledby="mail-title">
        <h2 id="mail-title">{t('alerts.mail')}</h2>
        <p>{t('alerts.mailLead')}</p>
        <MailForm key={mail ? 'set' : 'new'} mail={mail} />
      </section>
      <section className={css.card} aria-labelledby="bot-title">
        <h2 id="bot-title">{t('alerts.bot')}</h2>
        <p>{t('alerts.botLead')}</p>
        <BotForm key={bot ? 'set' : 'new'} bot={bot} />
      </section>
      <Broken broken={broken} />
    </>
  )
}

function Broken({ broken }: Pick<House, 'broken'>) {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const now = useNow(30_000)
  return (
    <section className={css.card} aria-labelledby="broken-title">
      <h2 id="broken-title">{t('alerts.brokenTitle')}</h2>
      {broken.length === 0 ? (
        <p>{t('alerts.noneBroken')}</p>
      ) : (
        <TableFrame
          label={t('alerts.brokenTitle')}
          heads={(['who', 'where', 'why', 'when'] as const).map((head) => t(`alerts.heads.${head}`))}
        >
          {broken.map(({ person, kind, address, code, answer, at }) => (
            <tr key={`${person} ${kind} ${address} ${at}`}>
              <th scope="row">{person}</th>
              <td className={css.breakable}>
                {t(`alerts.target.${kind}`)} · {address}
              </td>
              <td>
                {t(`alerts.broken.${code}`)} ({answer})
              </td>
              <td>{ago(at, now, tag)}</td>
            </tr>
          ))}
        </TableFrame>
      )}
    </section>
  )
}
