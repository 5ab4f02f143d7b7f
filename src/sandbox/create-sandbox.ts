import { respond, type SandboxRequest } from './api/respond.ts'
import { type Buyers, createBuyers } from './buyers.ts'
import {
  archiveProduct,
  putProduct,
  removeProduct,
  type StockChange,
  setPrice,
  setStock,
} from './catalogue.ts'
import { addShop, createWorld } from './create-world.ts'
import type { Faults } from './faults.ts'
import { playFeedback } from './feedback/play-feedback.ts'
import { createWriters } from './feedback/writers.ts'
import { createInProcessFetch, type Fetch } from './in-process-fetch.ts'
import { listChats, visibleThread } from './observe.ts'
import { changeOrder, createOrder, moveDelivery, shopOf } from './orders.ts'
import { createPump } from './pushes/pump.ts'
import type { Push } from './pushes/push-centre.ts'
import { runScripts, type ScriptOptions } from './scripts.ts'
import { startServer } from './server.ts'
import type {
  KeyState,
  OrderSeed,
  OrderState,
  ProductSeed,
  SandboxOptions,
  SandboxScript,
  ShopSeed,
} from './types.ts'
import type { SandboxEvent, SendRecord, Shop, World } from './world.ts'

export type Sandbox = ReturnType<typeof createSandbox>

export type ShopPatch = Partial<
  Pick<Shop, 'apiKey' | 'subscription' | 'reviewManagement' | 'roles' | 'name'>
> & {
  keyState?: KeyState
  keyExpiresAt?: Date
}

/** A marketplace in memory: the API, the buyers, the pushes and the faults, with or without a socket. */
export function createSandbox(options: SandboxOptions) {
  let address = options.publicUrl ?? 'https://api-seller.ozon.ru'
  let server: { close(): Promise<void> } | undefined
  const world: World = createWorld(options, () => address)
  const buyers: Buyers = createBuyers(world)
  const writers = createWriters(world)
  const pump = createPump(world)
  const fetchInProcess: Fetch = createInProcessFetch(world, options.clock !== undefined)

  const sandbox = {
    ...buyers,
    ...writers,
    playFeedback: (
      written: Parameters<typeof playFeedback>[2],
      options?: Parameters<typeof playFeedback>[3],
    ) => playFeedback(world, writers, written, options),
    /** One API request without a socket; `kind` tells an answer from a silence. */
    handle: (request: SandboxRequest) => respond(world, request),
    /** The same signature as the global `fetch`. */
    fetch: fetchInProcess,
    faults: world.faults as Faults,
    quirks: world.quirks,
    policy: world.policy,

    addShop: (seed: ShopSeed): void => addShop(world, seed),
    /** Changes what the marketplace thinks of a shop: key, subscription, roles. */
    setShop(clientId: string, { keyExpiresAt, ...patch }: ShopPatch): void {
      const shop = shopOf(world, clientId)
      Object.assign(shop, patch)
      if (keyExpiresAt) shop.keyExpiresAt = keyExpiresAt.getTime()
    },
    shops: () => [...world.shops.values()],

    createOrder: (seed: OrderSeed) => createOrder(world, seed),
    changeOrder: (postingNumber: string, state: OrderState) => changeOrder(world, postingNumber, state),
    moveDelivery: (postingNumber: string, from: Date, to: Date) =>
      moveDelivery(world, postingNumber, from, to),
    setStock: (clientId: string, sku: string, change: StockChange) => setStock(world, clientId, sku, change),
    setPrice: (clientId: string, sku: string, price: number, oldPrice?: number) =>
      setPrice(world, clientId, sku, price, oldPrice),
    putProduct: (clientId: string, product: ProductSeed) => putProduct(world, clientId, product),
    archiveProduct: (clientId: string, sku: string, isArchived: boolean) =>
      archiveProduct(world, clientId, sku, isArchived),
    removeProduct: (clientId: string, sku: string) => removeProduct(world, clientId, sku),

    /** The thread as the buyer sees it. */
    visibleThread: (chatId: string) => visibleThread(world, chatId),
    chats: (clientId?: string) => listChats(world, clientId),
    /** Every send request that got past the key check, stored or not. */
    allSends: (): readonly SendRecord[] => world.sends,
    pushLog: (): readonly Push[] => world.pushes.log(),
    on: (listener: (event: SandboxEvent) => void) => world.events.on(listener),

    /** Registers an address for pushes as the seller's cabinet would; gives its id. */
    addPushUrl: (clientId: string, url: string): number => world.pushes.endpoints.add(clientId, url).id,
    pushEndpoints: () => world.pushes.endpoints.all(),
    /** Makes one attempt for each push that is due now, one after another; gives how many. */
    deliverDuePushes: (): Promise<number> => world.pushes.deliverDue(),
    nextPushAt: (): Date | undefined => {
      const at = world.pushes.nextDueAt()
      return at === undefined ? undefined : new Date(at)
    },
    /** Lets pushes go out by themselves; `listen` does it too. */
    start: (): void => pump.start(),

    runScripts: (scripts: SandboxScript[], scriptOptions: ScriptOptions = {}) =>
      runScripts(world, buyers, scripts, scriptOptions),

    url: (): string => address,
    /** Serves the API, the control API and the buyer's page. Port 0 = any free one. */
    async listen({ port = 0, host = '127.0.0.1' }: { port?: number; host?: string } = {}): Promise<string> {
      const running = await startServer({ world, sandbox, port, host })
      server = running
      address = options.publicUrl ?? running.url
      pump.start()
      return running.url
    },
    async close(): Promise<void> {
      pump.stop()
      await server?.close()
      server = undefined
    },
  }
  return sandbox
}
