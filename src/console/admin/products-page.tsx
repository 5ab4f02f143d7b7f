import { Button, Skeleton, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { productsQuery } from '../api/products.ts'
import { sessionQuery } from '../api/session.ts'
import { ProblemNote, useProblemText } from '../parts/problem.tsx'
import css from './admin.module.css'
import { Page } from './page.tsx'
import { ProductCard } from './product-card.tsx'

/** The shop's goods, with what each goes together with. */
export function ProductsPage() {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text.trim(), 250)
  const list = useInfiniteQuery(productsQuery(search === '' ? {} : { search }))
  const { data: session } = useQuery(sessionQuery)
  const mayWrite = session !== null && session?.user.role !== 'agent'
  const problem = useProblemText(list.error)
  const products = list.data?.pages.flatMap((page) => page.products) ?? []
  const total = list.data?.pages[0]?.total
  return (
    <Page title={t('products.title')} lead={t('products.lead')}>
      <div className={css.searchLine}>
        <TextInput
          type="search"
          aria-label={t('products.search')}
          placeholder={t('products.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          maxLength={200}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {total !== undefined && (
          <span className={css.count} role="status">
            {t('products.count', { count: total })}
          </span>
        )}
      </div>
      {list.isPending && <Skeleton height={300} radius="lg" />}
      {list.isError && <ProblemNote text={problem} onRetry={() => void list.refetch()} />}
      {list.isSuccess && products.length === 0 && <p className={css.empty}>{t('products.empty')}</p>}
      {products.map((product) => (
        <ProductCard key={`${product.shopId}/${product.sku}`} product={product} mayWrite={mayWrite} />
      ))}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('products.more')}
        </Button>
      )}
    </Page>
  )
}
