import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  CELL_CHANNELS,
  CELL_STATES,
  type Cell,
  type CellState,
  PERSON_ONLY,
  PRESETS,
  type Preset,
} from '../../domain/autonomy.ts'
import { CATEGORIES, type Category } from '../../domain/category.ts'
import type { Autonomy } from '../../http/contracts/autonomy.ts'
import { autonomyQuery, fillFromPreset, setCells } from '../api/autonomy.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { useCategoryName } from '../parts/words.tsx'
import css from './admin.module.css'
import own from './autonomy.module.css'
import { CellRecord } from './cell-record.tsx'

const FOR_PEOPLE: readonly CellState[] = ['off', 'draft']

/** Channel by category: how far each kind of question may go without a person. */
export function AutonomyGrid({
  shopId,
  data,
  canEdit,
}: {
  shopId: string
  data: Autonomy
  canEdit: boolean
}) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [asked, setAsked] = useState<Preset>()
  const onSuccess = (next: Autonomy) => client.setQueryData(autonomyQuery(shopId).queryKey, next)
  const cell = useMutation({ mutationFn: (one: Cell) => setCells(shopId, { cells: [one] }), onSuccess })
  const preset = useMutation({
    mutationFn: (name: Preset) => fillFromPreset(shopId, name),
    onSuccess: (next) => {
      setAsked(undefined)
      onSuccess(next)
    },
  })
  const problem = useProblemText(cell.error ?? preset.error)
  const nameOf = useCategoryName(shopId)
  const cellOf = (channel: Cell['channel'], category: Category) =>
    data.cells.find((one) => one.channel === channel && one.category === category)
  const stateOf = (channel: Cell['channel'], category: Category) =>
    cellOf(channel, category)?.state ?? 'draft'
  return (
    <section className={css.card} aria-label={t('autonomy.grid.title')}>
      <h2>{t('autonomy.grid.title')}</h2>
      <dl className={own.legend}>
        {CELL_STATES.map((state) => (
          <div key={state} style={{ display: 'contents' }}>
            <dt>{t(`autonomy.states.${state}`)}</dt>
            <dd>{t(`autonomy.stateHints.${state}`)}</dd>
          </div>
        ))}
      </dl>
      {canEdit && (
        <div className={css.cardHead}>
          <span>{t('autonomy.presets.lead')}</span>
          {PRESETS.map((name) => (
            <Button
              key={name}
              size="compact-sm"
              variant="default"
              title={t(`autonomy.presetHints.${name}`)}
              onClick={() => setAsked(name)}
            >
              {t(`autonomy.presets.${name}`)}
            </Button>
          ))}
        </div>
      )}
      {asked && (
        <div className={css.webhook} role="alert">
          <p>{t(`autonomy.presetHints.${asked}`)}</p>
          <div>
            <Button size="compact-sm" loading={preset.isPending} onClick={() => preset.mutate(asked)}>
              {t('autonomy.presets.apply', { name: t(`autonomy.presets.${asked}`) })}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setAsked(undefined)}>
              {t('actions.cancel')}
            </Button>
          </div>
        </div>
      )}
      {problem && <ProblemNote text={problem} />}
      <div className={css.tableFrame}>
        <table className={`${css.table} ${own.grid}`}>
          <thead>
            <tr>
              <th scope="col">{t('autonomy.grid.category')}</th>
              {CELL_CHANNELS.map((channel) => (
                <th key={channel} scope="col">
                  {t(`channels.${channel}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {CATEGORIES.map((category) => (
              <tr key={category}>
                <th scope="row">{nameOf(category)}</th>
                {CELL_CHANNELS.map((channel) => {
                  const state = stateOf(channel, category)
                  const states = PERSON_ONLY.has(category) ? FOR_PEOPLE : CELL_STATES
                  return (
                    <td key={channel} data-state={state}>
                      <NativeSelect
                        size="xs"
                        aria-label={`${nameOf(category)}, ${t(`channels.${channel}`)}`}
                        value={state}
                        disabled={!canEdit || cell.isPending || preset.isPending}
                        data={states.map((value) => ({ value, label: t(`autonomy.states.${value}`) }))}
                        onChange={(event) => {
                          const next = CELL_STATES.find((value) => value === event.currentTarget.value)
                          if (next) cell.mutate({ channel, category, state: next })
                        }}
                      />
                      <CellRecord record={cellOf(channel, category)?.record} />
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>{t('autonomy.grid.always')}</p>
    </section>
  )
}
