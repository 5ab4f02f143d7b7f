import { and, eq } from 'drizzle-orm'
import { findShop } from '../access/shops.ts'
import { downloadChatFile } from '../channels/ozon/client/download-chat-file.ts'
import { imageType } from '../channels/ozon/client/image-type.ts'
import type { Database } from '../db/client.ts'
import { attachments } from '../db/schema/conversations.ts'
import { products } from '../db/schema/knowledge.ts'
import type { Picture, PictureVerbs } from '../http/routes/pictures.ts'
import { notFound, unavailable } from '../shared/errors.ts'
import type { ShopConnections } from './shop-connections.ts'

type Deps = { db: Database; connections: ShopConnections; fetch?: typeof fetch }

const TIMEOUT_MS = 10_000
const MOST_BYTES = 10 * 1024 * 1024
/** Hosts of the marketplace's public pictures; no key is ever sent there. */
const PICTURE_HOSTS = /(?:^|\.)(?:ozone\.ru|ozon\.ru|ozonru\.(?:me|com)|ozonusercontent\.com)$/i

export function bindPictures({ db, connections, fetch: get = fetch }: Deps): PictureVerbs {
  return {
    async openAttachment({ shopId, messageId, position }) {
      const [attachment] = await db
        .select({ url: attachments.url })
        .from(attachments)
        .where(
          and(
            eq(attachments.shopId, shopId),
            eq(attachments.messageId, messageId),
            eq(attachments.position, position),
          ),
        )
      if (!attachment) throw notFound('attachment_not_found', 'There is no such attachment.')
      return downloadChatFile(await connections.openClient(shopId), attachment.url)
    },

    async openProductPicture({ shopId, sku }) {
      const [product] = await db
        .select({ url: products.pictureUrl })
        .from(products)
        .where(and(eq(products.shopId, shopId), eq(products.sku, sku)))
      if (!product?.url) throw notFound('picture_not_found', 'This product has no picture.')
      const shop = await findShop({ db }, shopId)
      // The sandbox may have moved to another port since the address was stored.
      const url = shop.isDemo
        ? `${shop.apiBase}/pictures/${encodeURIComponent(sku)}`
        : publicPictureUrl(product.url, shop.apiBase)
      return download(get, url, shop.isDemo)
    },
  }
}

/** Only the marketplace's picture hosts, or the shop's own API address: what stands in a catalogue is not trusted. */
function publicPictureUrl(text: string, apiBase: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isKnown =
    url && (url.origin === apiBase || (url.protocol === 'https:' && PICTURE_HOSTS.test(url.hostname)))
  if (!isKnown) throw notFound('picture_not_found', 'The picture of this product is at an unknown address.')
  return url.href
}

async function download(get: typeof fetch, url: string, allowsSvg: boolean): Promise<Picture> {
  let response: Response
  try {
    response = await get(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) })
  } catch (cause) {
    throw unavailable('picture_unavailable', 'The picture cannot be fetched now.', { cause })
  }
  const isTooBig = Number(response.headers.get('content-length') ?? 0) > MOST_BYTES
  if (!response.ok || isTooBig) {
    await response.body?.cancel()
    throw notFound('picture_not_found', 'The marketplace has no such picture.')
  }
  const body = await response.bytes().catch((cause: unknown) => {
    throw unavailable('picture_unavailable', 'The picture broke off.', { cause })
  })
  const isSvg = allowsSvg && (response.headers.get('content-type') ?? '').startsWith('image/svg+xml')
  const contentType = isSvg ? 'image/svg+xml' : imageType(body)
  if (!contentType || body.byteLength > MOST_BYTES)
    throw notFound('picture_not_found', 'What the marketplace sent is not a picture.')
  return { contentType, body }
}
