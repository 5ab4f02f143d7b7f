import { Button, Group, Modal, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { User } from '../../http/contracts/people.ts'
import { peopleQuery, updatePerson } from '../api/people.ts'
import { shopsQuery } from '../api/shops.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { ShopsChoice } from './shops-choice.tsx'

/** The shops of a person in words, and the way to change them. An admin sees all, so there is nothing to change. */
export function PersonShops({ person }: { person: User }) {
  const { t } = useTranslation()
  const { data: shops = [] } = useQuery(shopsQuery)
  const [isOpen, setIsOpen] = useState(false)
  if (person.role === 'admin') return t('people.allShops')
  const nameOf = (id: string) => shops.find((shop) => shop.id === id)?.name ?? id
  return (
    <>
      {person.shopIds === null ? t('people.allShops') : person.shopIds.map(nameOf).join(', ')}{' '}
      <Button
        size="compact-sm"
        variant="subtle"
        aria-label={`${t('people.change')}: ${t('people.shopsOf', { name: person.name })}`}
        onClick={() => setIsOpen(true)}
      >
        {t('people.change')}
      </Button>
      {isOpen && <Dialog person={person} onClose={() => setIsOpen(false)} />}
    </>
  )
}

function Dialog({ person, onClose }: { person: User; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [shopIds, setShopIds] = useState(person.shopIds)
  const save = useMutation({
    mutationFn: () => updatePerson({ userId: person.id, shopIds }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: peopleQuery.queryKey })
      onClose()
    },
  })
  const problem = useProblemText(save.error)
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('people.shopsOf', { name: person.name })}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <Stack gap={14}>
        <ShopsChoice value={shopIds} onChange={setShopIds} />
        {save.error && <ProblemNote text={problem} />}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('actions.cancel')}
          </Button>
          <Button disabled={shopIds?.length === 0} loading={save.isPending} onClick={() => save.mutate()}>
            {t('people.saveShops')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
