import { Button, Skeleton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { shopsQuery } from '../api/shops.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import { AddShop } from './add-shop.tsx'
import css from './admin.module.css'
import { Page } from './page.tsx'
import { ShopCard } from './shop-card.tsx'

export function ShopsPage() {
  const { t } = useTranslation()
  const shops = useQuery(shopsQuery)
  const problem = useProblemText(shops.error)
  const [isAdding, setIsAdding] = useState(false)
  return (
    <Page
      title={t('shops.title')}
      lead={t('shops.lead')}
      action={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setIsAdding(true)}>
          {t('shops.add')}
        </Button>
      }
    >
      {shops.isPending && <Skeleton height={180} radius="lg" />}
      {shops.isError && <ProblemNote text={problem} onRetry={() => void shops.refetch()} />}
      {shops.data?.length === 0 && <p className={css.empty}>{t('shops.empty')}</p>}
      {shops.data?.map((shop) => (
        <ShopCard key={shop.id} shop={shop} />
      ))}
      <AddShop opened={isAdding} onClose={() => setIsAdding(false)} />
    </Page>
  )
}
