import { Combobox, Modal, TextInput, useCombobox } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type ReactNode, useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from './pick-list.module.css'

export type PickOption = {
  id: string
  title: string
  aside?: ReactNode
  body?: ReactNode
  /** Options of one group stand together under its name. */
  group?: string
}

type Props = {
  searchLabel: string
  listLabel: string
  query: string
  onQuery: (query: string) => void
  options: readonly PickOption[]
  empty: string
  onPick: (id: string) => void
}

/** A dialog with one search box over a list: type, arrow, Enter. Options come already searched. */
export function PickList({
  title,
  footer,
  onClose,
  ...props
}: Props & { title: string; footer?: ReactNode; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={620}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
      transitionProps={{ duration: 80 }}
    >
      <Search {...props} onClose={onClose} />
      {footer && <div className={css.footer}>{footer}</div>}
    </Modal>
  )
}

function Search({
  searchLabel,
  listLabel,
  query,
  onQuery,
  options,
  empty,
  onPick,
  onClose,
}: Props & { onClose: () => void }) {
  // The list never closes: Escape, which would close it, is for the dialog.
  const combobox = useCombobox({
    opened: true,
    onDropdownClose: (source) => source === 'keyboard' && onClose(),
  })
  // The library's own id changes once, and the box would go on naming the first one.
  const listId = useId()
  const first = options[0]?.id
  // Only now does the box know its list: rendered again, it says so to readers of screens.
  const [, setIsThere] = useState(false)
  useEffect(() => setIsThere(true), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the store is new each time; another first option is the sign
  useEffect(() => {
    combobox.selectFirstOption()
  }, [first, query])
  return (
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
      <Combobox.Options id={listId} className={css.options} aria-label={listLabel}>
        {[...Map.groupBy(options, ({ group }) => group)].map(([group, members]) =>
          group === undefined ? (
            members.map((option) => <Option key={option.id} {...option} />)
          ) : (
            <Combobox.Group key={group} label={group} classNames={{ groupLabel: css.group }}>
              {members.map((option) => (
                <Option key={option.id} {...option} />
              ))}
            </Combobox.Group>
          ),
        )}
      </Combobox.Options>
      {options.length === 0 && <p className={css.empty}>{empty}</p>}
    </Combobox>
  )
}

function Option({ id, title, aside, body }: PickOption) {
  return (
    <Combobox.Option value={id} className={css.option}>
      <span className={css.top}>
        <strong>{title}</strong>
        {aside && <span className={css.aside}>{aside}</span>}
      </span>
      {body}
    </Combobox.Option>
  )
}
