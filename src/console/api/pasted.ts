import { type PasteMessage, pastedSchema } from '../../http/contracts/pasted.ts'
import { call, segment } from './client.ts'

export function pasteMessage({ shopId, ...body }: PasteMessage & { shopId: string }) {
  return call(pastedSchema, `/api/shops/${segment(shopId)}/pasted`, { method: 'POST', body })
}
