import { Button, Group, Modal, Stack, Switch, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SavedView } from '../../../http/contracts/views.ts'
import { sessionQuery } from '../../api/session.ts'
import { saveView, viewsQuery } from '../../api/views.ts'
import { ProblemNote, useProblemText } from '../../parts/problem.tsx'

/** Another name for a view, and whether the others see it. */
export function RenameView({ view, onClose }: { view: SavedView; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data: session } = useQuery(sessionQuery)
  const [name, setName] = useState(view.name)
  const [isShared, setIsShared] = useState(view.isShared)
  const saving = useMutation({
    mutationFn: () => saveView(view.id, { name: name.trim(), isShared, filter: view.filter }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: viewsQuery.queryKey })
      onClose()
    },
  })
  const problem = useProblemText(saving.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() && !saving.isPending) saving.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={420}
      title={t('queue.renameTitle')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
      transitionProps={{ duration: 80 }}
    >
      <form onSubmit={submit}>
        <Stack gap={14}>
          <TextInput
            data-autofocus
            label={t('queue.viewName')}
            maxLength={60}
            required
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {session?.user.role !== 'agent' && (
            <Switch
              label={t('queue.shareView')}
              checked={isShared}
              onChange={(event) => setIsShared(event.currentTarget.checked)}
            />
          )}
          {problem && <ProblemNote text={problem} />}
          <Group gap={8} justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('actions.cancel')}
            </Button>
            <Button type="submit" disabled={!name.trim()} loading={saving.isPending}>
              {t('actions.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
