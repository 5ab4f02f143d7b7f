import type { OpenDatabase } from '../../src/db/open-database.ts'
import type { PromptList } from '../../src/http/contracts/prompts.ts'
import { loadLivePrompt } from '../../src/prompting/live-prompt.ts'
import { loadPrompt } from '../../src/prompting/load-prompt.ts'
import { putShop } from '../factories/put-shop.ts'
import { createTestServer } from './test-server.ts'

export const SHIPPED = loadPrompt('draft')
export const OURS = 'Пишите ещё короче. 请写得更简短。'

/** An admin before the HTTP edge who writes and publishes versions of the prompt of drafts. */
export async function openPromptDesk(database: OpenDatabase) {
  const server = await createTestServer(database)
  const admin = await server.asRole('admin')
  let count = 0
  const next = () => ++count

  async function call(method: 'GET' | 'POST', url: string, payload?: object, headers = admin.headers) {
    const response = await server.app.inject({ method, url, headers, ...(payload && { payload }) })
    return { status: response.statusCode, body: response.json() }
  }

  /** The shipped text with a line more, another one each time: the same text twice is refused. */
  const longer = (words = `${OURS} ${next()}`) => SHIPPED.body.replace('\n## User', `\n${words}\n\n## User`)
  const save = (body = longer(), more: object = {}) =>
    call('POST', '/api/prompts/draft/versions', {
      body,
      base: `v${SHIPPED.number}`,
      reason: 'shorter answers',
      ...more,
    })

  return {
    server,
    admin,
    call,
    next,
    longer,
    save,
    /** Saves a version; its number. */
    saved: async () => Number((await save()).body.key.slice(3)),
    addShop: async (): Promise<string> => {
      const id = `shop${next()}`
      await putShop(database.db, id)
      return id
    },
    publish: (shopId: string, number: number | null, release = 0, more: object = {}) =>
      call('POST', '/api/prompts/draft/publish', {
        number,
        shops: [{ shopId, release }],
        reason: 'buyers like it short',
        acceptsUntested: true,
        ...more,
      }),
    rollBack: (shopId: string, release: number) =>
      call('POST', `/api/shops/${shopId}/prompts/draft/roll-back`, { release }),
    live: (shopId: string) => loadLivePrompt(database.db, { shopId, name: 'draft' }),
    /** What the page shows of a shop. */
    shown: async (shopId: string) => {
      const { prompts }: PromptList = (await call('GET', '/api/prompts')).body
      const found = prompts
        .find(({ name }) => name === 'draft')
        ?.live.find((one: { shopId: string }) => one.shopId === shopId)
      if (!found) throw new Error(`nothing is live in ${shopId}`)
      return found
    },
  }
}

export type PromptDesk = Awaited<ReturnType<typeof openPromptDesk>>
