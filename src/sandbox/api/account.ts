import { z } from 'zod'
import { iso, method } from './method.ts'

export const roles = method(z.object({}), ({ shop }) => ({
  roles: shop.roles,
  expires_at: iso(shop.keyExpiresAt),
}))

export const sellerInfo = method(z.object({}), ({ shop }) => ({
  company: {
    country: 'CN',
    currency: 'RUB',
    inn: '000000000000',
    legal_name: `ООО «${shop.name}»`,
    name: shop.name,
    ogrn: '0000000000000',
    ownership_form: 'ООО',
    tax_system: 'USN',
  },
  ratings: [],
  subscription: {
    is_premium: shop.subscription.startsWith('PREMIUM'),
    type: shop.subscription,
  },
}))
