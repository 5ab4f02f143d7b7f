import { Combobox, Modal, TextInput, useCombobox } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import css from './pick-list.module.css'

export type PickOption = { id: string; title: string; aside?: ReactNode; body?: ReactNode }

/** A dialog with one search box over a list: type, arrow, Enter. Options come already searched. */
export function PickList({
  title,
  searchLabel,
  listLabel,
  query,
  onQuery,
  options,
  empty,
  footer,
  onPick,
  onClose,
}: {
  title: string
  searchLabel: string
  listLabel: string
  query: string
  onQuery: (query: string) => void
  options: readonly PickOption[]
  empty: string
  footer?: ReactNode
  onPick: (id: string) => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const combobox = useCombobox({ opened: true })
  const first = options[0]?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: the store is new each time; another first option is the sign
  useEffect(() => {
    combobox.selectFirstOption()
  }, [first, query])
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={620}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
      transitionProps={{ duration: 80 }}
    >
      <Combobox store={combobox} onOptionSubmit={onPick}>
        <Combobox.EventsTarget withExpandedAttribute>
          <TextInput
            data-autofocus
            role="combobox"
            aria-label={searchLabel}
            placeholder={searchLabel}
            leftSection={<IconSearch size={16} aria-hidden />}
            value={query}
            onChange={(event) => onQuery(event.currentTarget.value)}
          />
        </Combobox.EventsTarget>
        <Combobox.Options className={css.options} aria-label={listLabel}>
          {options.map(({ id, title: name, aside, body }) => (
            <Combobox.Option key={id} value={id} className={css.option}>
              <span className={css.top}>
                <strong>{name}</strong>
                {aside && <span className={css.aside}>{aside}</span>}
              </span>
              {body}
            </Combobox.Option>
          ))}
        </Combobox.Options>
        {options.length === 0 && <p className={css.empty}>{empty}</p>}
      </Combobox>
      {footer && <div className={css.footer}>{footer}</div>}
    </Modal>
  )
}
