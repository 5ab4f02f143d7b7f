import { Group, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type PasteMessage, pasteMessageSchema } from '../../../http/contracts/pasted.ts'
import { shopsQuery } from '../../api/shops.ts'
import { channelOf } from '../../parts/words.tsx'

const CHANNELS = pasteMessageSchema.shape.channel.options

type Props = { channel: PasteMessage['channel']; onChannel: (channel: PasteMessage['channel']) => void }

/** Where a pasted message was written, by whom and about what, as far as one knows. */
export function PasteAbout({ channel, onChannel }: Props) {
  const { t } = useTranslation()
  const { data: shops = [] } = useQuery(shopsQuery)
  return (
    <>
      <NativeSelect
        name="shop"
        label={t('paste.shop')}
        required
        data={shops
          .filter(({ disabledAt }) => !disabledAt)
          .map(({ id, name }) => ({ value: id, label: name }))}
      />
      <NativeSelect
        label={t('paste.channel')}
        value={channel}
        data={CHANNELS.map((value) => ({ value, label: t(`channels.${channelOf(value)}`) }))}
        onChange={(event) =>
          onChannel(pasteMessageSchema.shape.channel.catch('ozon-chat').parse(event.currentTarget.value))
        }
      />
      <TextInput name="buyer" label={t('paste.buyer')} maxLength={100} autoComplete="off" />
      <Group grow>
        <TextInput name="sku" label={t('paste.sku')} maxLength={128} pattern="\S*" autoComplete="off" />
        <TextInput name="order" label={t('paste.order')} maxLength={128} pattern="\S*" autoComplete="off" />
      </Group>
      {channel === 'ozon-review' && (
        <NativeSelect
          name="rating"
          label={t('paste.rating')}
          data={[{ value: '', label: t('paste.noStars') }, '1', '2', '3', '4', '5']}
        />
      )}
    </>
  )
}
