import { expect, test } from 'vitest'
import { PHONE } from './browser.ts'
import { describeScreens, seriousProblems, shoot } from './stage.ts'

describeScreens('the shops', ({ open }) => {
  test('what the key allows is told by channel, with what to do and Ozon’s own reason', async () => {
    const { page, api } = await open('/shops')
    const access = page.getByRole('region', { name: 'What the key and the subscription allow' }).first()
    const row = (name: string) => access.getByRole('row', { name })
    await row('Chat works works Nothing').waitFor()
    await row('Review not allowed not allowed The subscription does not include it').waitFor()
    await row('make a key whose role has /v1/question/answer/create').waitFor()
    await access.getByText('Method by method').first().click()
    await row('/v2/review/count not allowed').getByText('not available with existing subscription').waitFor()
    await row('/v1/chat/send/message works seen in real work').waitFor()
    expect(await seriousProblems(page)).toEqual([])
    await shoot(page, 'shop-access')
    await page.getByRole('button', { name: 'Check now' }).click()
    await expect.poll(() => api.callsTo('/check').length).toBe(1)
  })

  test('how pushes are answered stands beside Ozon’s limits, with the gap and its proof', async () => {
    const { page } = await open('/shops')
    const pushes = page.getByRole('region', { name: 'Pushes' }).first()
    await pushes.getByRole('row', { name: /≥ 50%/ }).getByText('99.5%').waitFor()
    await pushes.getByText('2610 ms').waitFor()
    await pushes.getByRole('listitem').first().waitFor()
    expect(await seriousProblems(page)).toEqual([])
  })

  test('a shop is added without a key, and a shop gets a new one', async () => {
    const { page, api } = await open('/shops')
    await page.getByRole('button', { name: 'Add a shop' }).first().click()
    const dialog = page.getByRole('dialog', { name: 'Add a shop' })
    await dialog.getByLabel('Name').fill('Лавка без ключа')
    await dialog.getByLabel('Without an API key').check()
    expect(await dialog.getByLabel('API key', { exact: true }).count()).toBe(0)
    expect(await seriousProblems(page)).toEqual([])
    await shoot(page, 'shop-keyless')
    await dialog.getByRole('button', { name: 'Add a shop' }).click()
    await expect
      .poll(() => api.callsTo('/api/shops').map(({ body }) => body))
      .toEqual([{ name: 'Лавка без ключа' }])
    const keyless = page.getByRole('article', { name: 'Лавка без ключа' })
    await keyless.getByText('This shop has no key').waitFor()
    await keyless.getByRole('button', { name: 'Give it a key' }).click()
    const key = page.getByRole('dialog', { name: 'Give it a key' })
    await key.getByLabel('Client ID').fill('4711')
    await key.getByLabel('API key').fill('a-key-of-eight')
    expect(await seriousProblems(page)).toEqual([])
    await key.getByRole('button', { name: 'Save' }).click()
    await expect
      .poll(() => api.callsTo('/key').map(({ body }) => body))
      .toEqual([{ apiKey: 'a-key-of-eight', clientId: '4711' }])
  })

  test('on a phone, in Chinese and in Russian, the tables scroll and nothing runs out of the page', async () => {
    for (const [locale, title] of [
      ['zh-CN', '密钥和订阅允许的功能'],
      ['ru-RU', 'Что разрешают ключ и подписка'],
    ] as const) {
      const { page } = await open('/shops', { viewport: PHONE, locale })
      await page.getByRole('heading', { name: title }).first().waitFor()
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width)
      expect(await seriousProblems(page)).toEqual([])
      await shoot(page, `shops-phone-${locale}`)
    }
  })
})
