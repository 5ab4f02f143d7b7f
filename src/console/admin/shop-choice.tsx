import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { shopsQuery } from '../api/shops.ts'

type Props = { value: string; onChange: (shopId: string) => void; isLabelShown?: boolean }

/** One shop or all of them (''). */
export function ShopChoice({ value, onChange, isLabelShown = false }: Props) {
  const { t } = useTranslation()
  const { data: shops } = useQuery(shopsQuery)
  return (
    <NativeSelect
      aria-label={t('audit.shop')}
      label={isLabelShown ? t('audit.shop') : undefined}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        { value: '', label: t('audit.everywhere') },
        ...(shops ?? []).map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  )
}
