import { Button } from '@mantine/core'
import { IconPackage } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

/** To the shop's goods and what they go together with. */
export function ProductsLink() {
  const { t } = useTranslation()
  return (
    <Button
      variant="default"
      leftSection={<IconPackage size={16} aria-hidden />}
      renderRoot={(props) => <Link to="/knowledge/products" {...props} />}
    >
      {t('products.link')}
    </Button>
  )
}
