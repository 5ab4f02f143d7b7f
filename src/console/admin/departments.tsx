import { Badge, Button, Group } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Department } from '../../http/contracts/departments.ts'
import { departmentsQuery } from '../api/departments.ts'
import { shopsQuery } from '../api/shops.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import css from './admin.module.css'
import { DepartmentForm } from './department-form.tsx'

/** The named parts of the team that cases are handed to. */
export function Departments() {
  const { t } = useTranslation()
  const { data = [], error, refetch } = useQuery(departmentsQuery)
  const { data: shops = [] } = useQuery(shopsQuery)
  const problem = useProblemText(error)
  const [editing, setEditing] = useState<Department | 'new'>()
  const nameOf = (id: string) => shops.find((shop) => shop.id === id)?.name ?? id
  return (
    <section aria-labelledby="departments">
      <Group justify="space-between" mt={28} mb={10}>
        <h2 id="departments" className={css.sectionTitle}>
          {t('departments.title')}
        </h2>
        <Button
          variant="default"
          size="compact-md"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setEditing('new')}
        >
          {t('departments.add')}
        </Button>
      </Group>
      <p className={css.sectionLead}>{t('departments.lead')}</p>
      {error && <ProblemNote text={problem} onRetry={() => void refetch()} />}
      {data.length > 0 && (
        <div className={css.tableFrame}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{t('departments.name')}</th>
                <th scope="col">{t('departments.members')}</th>
                <th scope="col">{t('people.shops')}</th>
                <th scope="col">{t('departments.waiting')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {data.map((department) => (
                <tr key={department.id}>
                  <th scope="row">
                    {department.name}{' '}
                    {!department.members.some(({ isActive }) => isActive) && (
                      <Badge variant="light" color="orange">
                        {t('departments.nobody')}
                      </Badge>
                    )}
                  </th>
                  <td>
                    {department.members
                      .map(({ id, name, isActive }) =>
                        [
                          name,
                          id === department.lead?.id && t('departments.leads'),
                          !isActive && t('people.disabled'),
                        ]
                          .filter(Boolean)
                          .join(' · '),
                      )
                      .join(', ') || '—'}
                  </td>
                  <td>{department.shopIds?.map(nameOf).join(', ') ?? t('people.allShops')}</td>
                  <td className="num">{department.waiting}</td>
                  <td>
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      aria-label={`${t('people.change')}: ${department.name}`}
                      onClick={() => setEditing(department)}
                    >
                      {t('people.change')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {editing && (
        <DepartmentForm
          department={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
    </section>
  )
}
