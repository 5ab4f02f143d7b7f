import { PasswordInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** What Ozon's cabinet shows of a key. The number belongs to the shop and is asked for once. */
export function KeyFields({ withClientId }: { withClientId: boolean }) {
  const { t } = useTranslation()
  return (
    <>
      {withClientId && (
        <TextInput
          name="clientId"
          label={t('shops.clientId')}
          inputMode="numeric"
          pattern="[0-9]{1,20}"
          required
        />
      )}
      <PasswordInput
        name="apiKey"
        label={t('shops.apiKey')}
        description={t('shops.apiKeyHint')}
        autoComplete="off"
        minLength={8}
        required
      />
    </>
  )
}
