import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { PHONE } from './browser.ts'
import { describeScreens, seriousProblems, shoot } from './stage.ts'

/** The guard of an approval has passed. */
const untilReady = (page: Page) =>
  page.locator('[aria-disabled="false"]', { hasText: 'Copy, and mark' }).waitFor()
const clipboard = (page: Page) => page.evaluate('navigator.clipboard.readText()')

describeScreens('pasting in and copying out', ({ open }) => {
  test('what a buyer wrote is pasted, and the edited answer is copied and marked as sent by hand', async () => {
    const { page, api, context } = await open('/inbox')
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByRole('button', { name: 'Paste a message' }).click()
    const dialog = page.getByRole('dialog', { name: 'Paste what a buyer wrote' })
    await dialog.getByLabel('What the buyer wrote').fill('Подойдёт ли крышка к кастрюле 24 см?')
    await dialog.getByLabel('Buyer (optional)').fill('Вера')
    expect(await seriousProblems(page)).toEqual([])
    await shoot(page, 'paste')
    await dialog.getByRole('button', { name: 'Make a case' }).click()
    await page.getByRole('heading', { name: 'Вера' }).waitFor()
    await untilReady(page)
    await page.keyboard.press('e')
    const text = 'Здравствуйте, Вера! Да, подойдёт.'
    await page.getByLabel('Text to the buyer, in Russian').fill(text)
    const copy = page.getByRole('button', { name: 'Copy, and mark as sent by me' })
    await copy.waitFor()
    // What is being checked anew is dimmed until it is.
    await page.locator('[data-stale="true"]').waitFor({ state: 'detached' })
    expect(await seriousProblems(page)).toEqual([])
    await shoot(page, 'copy-out')
    await copy.click()
    await expect.poll(() => api.callsTo('/edit').length).toBe(1)
    expect(api.callsTo('/edit')[0]?.body).toMatchObject({ text, copiedOut: true })
    expect(await clipboard(page)).toBe(text)
  })

  test('a red check keeps an edited text from being copied out', async () => {
    const { page, api, context } = await open('/inbox')
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const kettle = api.cases[0]
    if (kettle) Object.assign(kettle.conversation, { isCopyOnly: true, isPasted: true })
    await page.goto(`${api.url}/inbox/demo/c-kettle`)
    await untilReady(page)
    await page.keyboard.press('e')
    await page.getByLabel('Text to the buyer, in Russian').fill('Напишите нам в WhatsApp +7 900 000-00-00')
    await expect
      .poll(() => page.getByRole('button', { name: 'Copy, and mark as sent by me' }).isDisabled())
      .toBe(true)
    expect(api.callsTo('/edit')).toEqual([])
  })

  test('words that a colleague pasted before lead to their case, or are pasted all the same', async () => {
    const { page, api } = await open('/inbox')
    const words = api.cases[1]?.messages.find(({ author }) => author === 'buyer')?.text ?? ''
    const begin = async () => {
      await page.getByRole('button', { name: 'Paste a message' }).click()
      await page.getByRole('dialog').getByLabel('What the buyer wrote').fill(words)
      await page.getByRole('dialog').getByRole('button', { name: 'Make a case' }).click()
      await page.getByText('These very words were pasted before').waitFor()
    }
    await begin()
    expect(await seriousProblems(page)).toEqual([])
    await shoot(page, 'paste-known')
    await page.getByRole('button', { name: 'Open that case' }).click()
    await page.waitForURL(/c-jacket/)
    await begin()
    await page.getByRole('button', { name: 'It is another message' }).click()
    await page.waitForURL(/c-pasted/)
    expect(api.callsTo('/pasted').at(-1)?.body).toMatchObject({ isAnother: true })
  })

  test('on a phone, in Chinese, the next message is pasted into its case', async () => {
    const { page, api } = await open('/inbox', { viewport: PHONE, locale: 'zh-CN' })
    const kettle = api.cases[0]
    if (kettle) Object.assign(kettle.conversation, { isCopyOnly: true, isPasted: true })
    await page.goto(`${api.url}/inbox/demo/c-kettle`)
    await page.getByRole('button', { name: '粘贴买家的下一条消息' }).click()
    const dialog = page.getByRole('dialog', { name: '粘贴买家接着写的内容' })
    await dialog.getByLabel('买家写的内容').fill('А когда пришлёте?')
    expect(await seriousProblems(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width)
    await shoot(page, 'paste-next-phone')
    await dialog.getByRole('button', { name: '加入此个案' }).click()
    await page.getByText('А когда пришлёте?').first().waitFor()
    expect(api.callsTo('/pasted')[0]?.body).toMatchObject({ conversationId: 'c-kettle' })
  })
})
