import { Badge, Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShopProduct } from '../../http/contracts/products.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { ProductPicture } from '../parts/product-picture.tsx'
import admin from './admin.module.css'
import { CompatibilityForm } from './compatibility-form.tsx'
import css from './products.module.css'

/** One product: its names, what it fits and what it does not. */
export function ProductCard({ product, mayWrite }: { product: ShopProduct; mayWrite: boolean }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [isEditing, setIsEditing] = useState(false)
  const { name, nameZh, sku, offerId, brand, category } = product
  const isChinese = language === 'zh' && Boolean(nameZh)
  const ownCategory = isChinese ? (category?.zh ?? category?.ru) : category?.ru
  return (
    <article className={admin.card} aria-label={name}>
      <div className={css.head}>
        <ProductPicture url={product.pictureUrl} size={44} />
        <div>
          <strong lang={isChinese ? 'zh-CN' : 'ru'}>{isChinese ? nameZh : name}</strong>
          {isChinese && <span lang="ru">{name}</span>}
          <span className={admin.count}>
            {[sku, offerId, brand, ownCategory].filter(Boolean).join(' · ')}
          </span>
        </div>
        {product.isRetired && (
          <Badge variant="default" className={css.retired}>
            {t('products.retired')}
          </Badge>
        )}
      </div>
      {isEditing ? (
        <CompatibilityForm product={product} onDone={() => setIsEditing(false)} />
      ) : (
        <>
          {product.compatibility.length === 0 && <p>{t('products.none')}</p>}
          <Things product={product} fits />
          <Things product={product} fits={false} />
          {mayWrite && (
            <div>
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconPencil size={14} aria-hidden />}
                aria-label={`${t('products.edit')}: ${name}`}
                onClick={() => setIsEditing(true)}
              >
                {t('products.edit')}
              </Button>
            </div>
          )}
        </>
      )}
    </article>
  )
}

/** The words of the reader's language, the Russian of the drafts beside them. */
function Things({ product, fits }: { product: ShopProduct; fits: boolean }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const things = product.compatibility.filter((one) => one.fits === fits)
  if (things.length === 0) return null
  return (
    <div className={css.things} data-fits={fits}>
      <span>{t(fits ? 'products.fits' : 'products.unfit')}</span>
      <ul>
        {things.map(({ other }) => (
          <li key={other.ru}>
            {language === 'zh' && other.zh && other.zh !== other.ru && <span lang="zh-CN">{other.zh} </span>}
            <span lang="ru">{other.ru}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
