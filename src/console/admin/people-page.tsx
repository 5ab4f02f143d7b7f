import { Badge, Button, CopyButton, Group, Modal, Skeleton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { UserSaved } from '../../http/contracts/people.ts'
import { peopleQuery } from '../api/people.ts'
import { sessionQuery } from '../api/session.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { LANGUAGE_NAMES } from '../i18n/languages.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { moscowDay } from '../parts/time.ts'
import { AddPerson } from './add-person.tsx'
import css from './admin.module.css'
import { Departments } from './departments.tsx'
import { Page } from './page.tsx'
import { PersonShops } from './person-shops.tsx'

export function PeoplePage() {
  const { t } = useTranslation()
  const { tag } = useLanguage()
  const people = useQuery(peopleQuery)
  const { data: session } = useQuery(sessionQuery)
  const problem = useProblemText(people.error)
  const [isAdding, setIsAdding] = useState(false)
  const [saved, setSaved] = useState<UserSaved>()
  return (
    <Page
      title={t('people.title')}
      lead={t('people.lead')}
      action={
        <Group gap={8}>
          <Button component={Link} to="/audit" variant="default">
            {t('audit.title')}
          </Button>
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setIsAdding(true)}>
            {t('people.add')}
          </Button>
        </Group>
      }
    >
      {people.isPending && <Skeleton height={140} radius="lg" />}
      {people.isError && <ProblemNote text={problem} onRetry={() => void people.refetch()} />}
      {people.data && (
        <div className={css.tableFrame}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{t('people.name')}</th>
                <th scope="col">{t('people.login')}</th>
                <th scope="col">{t('people.role')}</th>
                <th scope="col">{t('people.shops')}</th>
                <th scope="col">{t('people.language')}</th>
                <th scope="col">{t('people.added')}</th>
              </tr>
            </thead>
            <tbody>
              {people.data.map((person) => (
                <tr key={person.id}>
                  <th scope="row">
                    {person.name}{' '}
                    {person.id === session?.user.id && <Badge variant="light">{t('people.you')}</Badge>}
                    {person.disabledAt && (
                      <Badge variant="light" color="gray">
                        {t('people.disabled')}
                      </Badge>
                    )}
                  </th>
                  <td>{person.login}</td>
                  <td>{t(`roles.${person.role}`)}</td>
                  <td>
                    <PersonShops person={person} />
                  </td>
                  <td>{person.language ? LANGUAGE_NAMES[person.language] : '—'}</td>
                  <td>{moscowDay(person.createdAt, tag)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Departments />
      <AddPerson
        opened={isAdding}
        onClose={() => setIsAdding(false)}
        onSaved={(answer) => {
          setIsAdding(false)
          setSaved(answer)
        }}
      />
      <OneTimePassword saved={saved} onClose={() => setSaved(undefined)} />
    </Page>
  )
}

function OneTimePassword({ saved, onClose }: { saved: UserSaved | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  const password = saved?.oneTimePassword
  return (
    <Modal
      opened={password !== undefined}
      onClose={onClose}
      title={t('people.newPassword', { name: saved?.user.name ?? '' })}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      {password && (
        <div className={css.secret}>
          <code>{password}</code>
          <CopyButton value={password}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {t(copied ? 'evidence.copied' : 'evidence.copy')}
              </Button>
            )}
          </CopyButton>
        </div>
      )}
    </Modal>
  )
}
