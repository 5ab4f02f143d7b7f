import { MultiSelect, Radio, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { shopsQuery } from '../api/shops.ts'

/** `hint`: what the choice means, where it is not what a person may see. */
type Props = { value: string[] | null; onChange: (value: string[] | null) => void; hint?: string }

/** All shops, or some of them. Null = all; an empty list is not ready to be saved. */
export function ShopsChoice({ value, onChange, hint }: Props) {
  const { t } = useTranslation()
  const { data: shops = [] } = useQuery(shopsQuery)
  return (
    <Stack gap={10}>
      <Radio.Group
        label={t('people.shops')}
        description={hint ?? t('people.shopsHint')}
        value={value === null ? 'all' : 'some'}
        onChange={(choice) => onChange(choice === 'all' ? null : [])}
      >
        <Stack gap={6} mt={6}>
          <Radio value="all" label={t('people.allShops')} />
          <Radio value="some" label={t('people.someShops')} />
        </Stack>
      </Radio.Group>
      {value !== null && (
        <MultiSelect
          aria-label={t('people.someShops')}
          placeholder={value.length === 0 ? t('people.chooseShops') : undefined}
          data={shops.map(({ id, name }) => ({ value: id, label: name }))}
          value={value}
          searchable
          hidePickedOptions
          nothingFoundMessage={t('people.noShop')}
          onChange={onChange}
        />
      )}
    </Stack>
  )
}
