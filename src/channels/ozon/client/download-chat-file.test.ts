import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startOzonServer, TEST_KEY, testClient } from '../../../../test/support/ozon-server.ts'
import { downloadChatFile } from './download-chat-file.ts'

let ozon: Awaited<ReturnType<typeof startOzonServer>>
beforeEach(async () => {
  ozon = await startOzonServer()
})
afterEach(() => ozon.close())

const PNG = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(4000, 7)])
const OZON_URL = 'https://api-seller.ozon.ru/v2/chat/file/messenger/a1.png'

describe('a picture in a chat', () => {
  it('is fetched with the key of the shop, from its own API address, byte for byte', async () => {
    ozon.answerWith({ headers: { 'content-type': 'application/octet-stream' }, body: PNG })
    const file = await downloadChatFile(testClient(ozon.baseUrl), OZON_URL)
    expect(file.contentType).toBe('image/png')
    expect(Buffer.from(await new Response(file.body).arrayBuffer()).equals(PNG)).toBe(true)
    expect(ozon.seen[0]).toMatchObject({
      method: 'GET',
      path: '/v2/chat/file/messenger/a1.png',
      headers: { 'client-id': '700001', 'api-key': TEST_KEY },
    })
  })

  it('is not fetched from anywhere else', async () => {
    for (const url of ['https://evil.test/v2/chat/file/a.png', `${ozon.baseUrl}/v1/roles`, 'nonsense']) {
      await expect(downloadChatFile(testClient(ozon.baseUrl), url)).rejects.toMatchObject({
        code: 'not_a_chat_file',
      })
    }
    expect(ozon.seen).toHaveLength(0)
  })

  it.each([
    ['a page', 'image/png', '<html><script>alert(1)</script></html>'],
    ['a drawing that can hold a script', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['too short to be one', 'image/png', 'GIF8'],
  ])('that is %s is refused, whatever its headers say', async (_what, type, body) => {
    ozon.answerWith({ headers: { 'content-type': type }, body })
    await expect(downloadChatFile(testClient(ozon.baseUrl), OZON_URL)).rejects.toMatchObject({
      code: 'not_a_picture',
    })
  })

  it('that is too large is refused before or while it streams', async () => {
    const client = testClient(ozon.baseUrl)
    ozon.answerWith({ headers: { 'content-length': String(PNG.byteLength) }, body: PNG })
    await expect(downloadChatFile(client, OZON_URL, { maxBytes: 1000 })).rejects.toMatchObject({
      code: 'file_too_large',
    })
    ozon.answerWith({ headers: { 'transfer-encoding': 'chunked' }, body: PNG })
    const streaming = async () =>
      new Response((await downloadChatFile(client, OZON_URL, { maxBytes: 1000 })).body).arrayBuffer()
    await expect(streaming()).rejects.toMatchObject({ code: 'file_too_large' })
  })

  it('behind a redirect is not followed with the key', async () => {
    ozon.answerWith({ status: 302, headers: { location: 'https://evil.test/a.png' } })
    await expect(downloadChatFile(testClient(ozon.baseUrl), OZON_URL)).rejects.toMatchObject({
      code: 'bad_response',
    })
  })

  it('that is gone is reported as not found', async () => {
    ozon.answerWith({ status: 404, body: { code: 5, message: 'file not found' } })
    await expect(downloadChatFile(testClient(ozon.baseUrl), OZON_URL)).rejects.toMatchObject({
      kind: 'not_found',
    })
  })
})
