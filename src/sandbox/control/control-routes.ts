import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Sandbox } from '../create-sandbox.ts'
import { FAULT_NAMES } from '../faults.ts'
import type { World } from '../world.ts'
import {
  archive,
  faultSettings,
  newChat,
  newOrder,
  orderState,
  price,
  scripts,
  shopPatch,
  stock,
} from './control-schemas.ts'
import { registerFeedbackRoutes } from './feedback-routes.ts'
import { readPart } from './read-part.ts'

/** Everything the page and the tests may do to the sandbox over HTTP; see README.md. */
export function registerControlRoutes(app: FastifyInstance, sandbox: Sandbox, world: World): void {
  const firstShop = () => sandbox.shops()[0]?.clientId ?? ''

  app.get('/sandbox/state', () => ({
    shops: sandbox.shops().map((shop) => ({
      clientId: shop.clientId,
      name: shop.name,
      subscription: shop.subscription,
      products: [...shop.products.values()].map((product) => ({
        sku: product.sku,
        name: product.name.ru,
        price: product.price,
        stock: product.stock,
      })),
    })),
    chats: sandbox.chats().filter((chat) => chat.type === 'BUYER_SELLER'),
    feedback: sandbox.feedback(),
    faults: sandbox.faults.current(),
    faultNames: FAULT_NAMES,
    counts: { sends: countBy(sandbox.allSends(), 'outcome'), pushes: countBy(sandbox.pushLog(), 'state') },
  }))

  app.get('/sandbox/chats', () => sandbox.chats())
  app.post('/sandbox/chats', (request) => {
    const { text, clientId = firstShop(), buyerName, ...rest } = readPart(newChat, request)
    const started = sandbox.startChat({
      clientId,
      ...(buyerName ? { buyer: { name: buyerName } } : {}),
      ...rest,
    })
    if (text) sandbox.buyerSays(started.chatId, text)
    return started
  })
  app.get('/sandbox/chats/:chatId', (request) => {
    const { chatId } = readPart(chatParams, request, 'params')
    return {
      chat: sandbox.chats().find((chat) => chat.chatId === chatId),
      messages: sandbox.visibleThread(chatId),
    }
  })
  app.post('/sandbox/chats/:chatId/messages', (request) =>
    sandbox.buyerSays(chatIdOf(request), readPart(words, request).text),
  )
  app.post('/sandbox/chats/:chatId/photos', (request) => {
    const { caption, base64, contentType } = readPart(photo, request)
    const image = base64 ? { contentType, body: Buffer.from(base64, 'base64') } : undefined
    return sandbox.buyerSendsPhoto(chatIdOf(request), caption, image)
  })
  app.post('/sandbox/chats/:chatId/messages/:messageId', (request) => {
    const { chatId, messageId } = readPart(messageParams, request, 'params')
    sandbox.buyerEdits(chatId, messageId, readPart(words, request).text)
    return done
  })
  app.post('/sandbox/chats/:chatId/read', (request) => {
    sandbox.buyerReads(chatIdOf(request))
    return done
  })
  app.post('/sandbox/chats/:chatId/close', (request) => {
    sandbox.closeChat(chatIdOf(request))
    return done
  })
  app.post('/sandbox/chats/:chatId/support', (request) => {
    const { text, author } = readPart(words.extend({ author: z.enum(OTHERS).default('Support') }), request)
    return sandbox.supportSays(chatIdOf(request), text, author)
  })
  app.post('/sandbox/chats/:chatId/cabinet', (request) =>
    sandbox.sellerSaysElsewhere(chatIdOf(request), readPart(words, request).text),
  )

  registerFeedbackRoutes(app, sandbox)

  app.post('/sandbox/orders', (request) => {
    const { clientId = firstShop(), ...order } = readPart(newOrder, request)
    const { postingNumber, orderNumber } = sandbox.createOrder({ ...order, clientId })
    return { postingNumber, orderNumber }
  })
  app.post('/sandbox/orders/:postingNumber', (request) => {
    const { postingNumber } = readPart(z.object({ postingNumber: z.string() }), request, 'params')
    sandbox.changeOrder(postingNumber, readPart(orderState, request).state)
    return done
  })
  app.post('/sandbox/products/:sku/stock', (request) => {
    const { clientId = firstShop(), ...change } = readPart(stock, request)
    sandbox.setStock(clientId, skuOf(request), change)
    return done
  })
  app.post('/sandbox/products/:sku/price', (request) => {
    const body = readPart(price, request)
    sandbox.setPrice(body.clientId ?? firstShop(), skuOf(request), body.price, body.oldPrice)
    return done
  })
  app.post('/sandbox/products/:sku/archive', (request) => {
    const { clientId = firstShop(), archived } = readPart(archive, request)
    sandbox.archiveProduct(clientId, skuOf(request), archived)
    return done
  })
  app.delete('/sandbox/products/:sku', (request) => {
    sandbox.removeProduct(firstShop(), skuOf(request))
    return done
  })
  app.post('/sandbox/shops/:clientId', (request) => {
    const { clientId } = readPart(z.object({ clientId: z.string() }), request, 'params')
    sandbox.setShop(clientId, readPart(shopPatch, request))
    return done
  })

  app.get('/sandbox/faults', () => ({ current: sandbox.faults.current(), hits: sandbox.faults.hits() }))
  app.post('/sandbox/faults', (request) => {
    sandbox.faults.set(readPart(faultSettings, request))
    return sandbox.faults.current()
  })
  app.delete('/sandbox/faults', () => {
    sandbox.faults.clear()
    return done
  })
  app.get('/sandbox/sends', () => sandbox.allSends().slice(-500))
  app.get('/sandbox/pushes', () => sandbox.pushLog().slice(-500))
  app.get('/sandbox/push-urls', () =>
    sandbox.pushEndpoints().map((one) => ({ ...one, types: [...one.types], recent: one.recent.length })),
  )
  app.post('/sandbox/push-urls', (request) => {
    const { clientId = firstShop(), url } = readPart(
      z.object({ clientId: z.string().optional(), url: z.url() }),
      request,
    )
    return { id: sandbox.addPushUrl(clientId, url) }
  })
  app.post('/sandbox/scripts', (request) => {
    const { scripts: list, ...options } = readPart(scripts, request)
    const run = sandbox.runScripts(list, options)
    return { started: Object.fromEntries(run.started) }
  })

  app.get('/sandbox/events', (request, reply) => {
    reply.hijack()
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    reply.raw.write('retry: 2000\n\n')
    const off = world.events.on((event) => reply.raw.write(`data: ${JSON.stringify(event)}\n\n`))
    request.raw.on('close', off)
  })
}

const done = { ok: true }
const OTHERS = ['Support', 'Crm', 'NotificationUser', 'ChatBot', 'Courier'] as const
const words = z.object({ text: z.string().min(1).max(10_000) })
const photo = z.object({
  caption: z.string().max(10_000).default(''),
  base64: z.base64().optional(),
  contentType: z.enum(['image/png', 'image/jpeg', 'image/webp', 'image/gif']).default('image/png'),
})
const chatParams = z.object({ chatId: z.uuid() })
const messageParams = chatParams.extend({ messageId: z.string().regex(/^\d{1,20}$/) })

const chatIdOf = (request: FastifyRequest): string => readPart(chatParams, request, 'params').chatId
const skuOf = (request: FastifyRequest): string =>
  readPart(z.object({ sku: z.string() }), request, 'params').sku

function countBy<T>(items: readonly T[], key: keyof T): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const item of items) counts[String(item[key])] = (counts[String(item[key])] ?? 0) + 1
  return counts
}
