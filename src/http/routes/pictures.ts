import type { App } from '../app-types.ts'
import { attachmentParamsSchema, pictureParamsSchema } from '../contracts/events.ts'

export type Picture = { contentType: string; body: ReadableStream<Uint8Array> | Uint8Array }

/** Pictures come through this server: the browser never talks to the marketplace and never holds its key. */
export type PictureVerbs = {
  openAttachment(input: { shopId: string; messageId: string; position: number }): Promise<Picture>
  openProductPicture(input: { shopId: string; sku: string }): Promise<Picture>
}

const tags = ['inbox']

export function pictureRoutes(app: App, pictures: PictureVerbs): void {
  app.route({
    method: 'GET',
    url: '/api/shops/:shopId/messages/:messageId/attachments/:position',
    exposeHeadRoute: false,
    config: { right: 'inbox:read' },
    schema: {
      tags,
      summary: "A picture of a buyer's message",
      params: attachmentParamsSchema,
      produces: ['image/*'],
    },
    handler: async ({ params }, reply) => {
      const { contentType, body } = await pictures.openAttachment(params)
      return reply.headers(picturePolicy(contentType)).send(body)
    },
  })

  app.route({
    method: 'GET',
    url: '/api/shops/:shopId/products/:sku/picture',
    exposeHeadRoute: false,
    config: { right: 'inbox:read' },
    schema: { tags, summary: "A product's picture", params: pictureParamsSchema, produces: ['image/*'] },
    handler: async ({ params }, reply) => {
      const { contentType, body } = await pictures.openProductPicture(params)
      return reply.headers(picturePolicy(contentType)).send(body)
    },
  })
}

/** Opened on its own, a picture may load nothing and run nothing, whatever it turns out to be. */
function picturePolicy(contentType: string) {
  return {
    'content-type': contentType,
    'cache-control': 'private, max-age=3600',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'content-disposition': 'inline',
  }
}
