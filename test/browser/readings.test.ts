import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { PHONE } from './browser.ts'
import type { FakeApi } from './fake-api.ts'
import { describeScreens, type Setting, seriousProblems, shoot as shootPage } from './stage.ts'

describeScreens('an agent who reads no Russian', (stage) => {
  let api: FakeApi
  let page: Page
  const open = async (path: string, { noModel, ...setting }: Setting & { noModel?: boolean } = {}) => {
    const opened = await stage.open(path, { locale: 'zh-CN', api: { withModel: !noModel }, ...setting })
    ;({ api, page } = opened)
  }
  const card = (name = '内容概要') => page.getByRole('region', { name })
  const shoot = (name: string) => shootPage(page, name)

  test.each([
    [
      'zh-CN',
      'light',
      '内容概要',
      ['卡片遗漏', '12个月', '由 qwen3-32b', '水壶自收货之日起有保修', '14天内'],
    ],
    [
      'en-US',
      'dark',
      'What it says',
      ['The card lost', '12 months', 'Read by qwen3-32b', 'The kettle has a warranty', 'within 14 days'],
    ],
    [
      'ru-RU',
      'light',
      'Что здесь сказано',
      ['Карточка потеряла', '12 месяцев', 'Прочитано моделью', 'Гарантия на чайник есть'],
    ],
  ] as const)(
    'sees in %s (%s) what the model read, and first what it lost',
    async (locale, colorScheme, name, words) => {
      await open('/inbox/demo/c-kettle', { locale, colorScheme })
      for (const text of words) await card(name).getByText(text).first().waitFor()
      const all = await card(name).innerText()
      expect(all.indexOf(words[0])).toBeLessThan(all.indexOf(words[3]))
      await shoot(`card-${locale}-${colorScheme}`)
    },
  )

  test('reads the thread under its own words, and on a phone the card under the Russian', async () => {
    await open('/inbox/demo/c-kettle', { viewport: PHONE })
    await page.getByText('下午好。水壶用了2周').waitFor()
    await card().getByText('卡片遗漏').scrollIntoViewIfNeeded()
    await shoot('card-phone')
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width)
  })

  test('is told that no model read it, and still gets the numbers', async () => {
    await open('/inbox/demo/c-jacket')
    await card().getByText('未经模型阅读。').waitFor()
    await card().getByText('没有接入模型').waitFor()
    await card().getByText('98–101 см').waitFor()
    await shoot('card-unread')
  })

  test('writes in Chinese, sees both texts and what differs, accepts it and approves', async () => {
    await open('/inbox/demo/c-kettle')
    await card().getByText('由 qwen3-32b').waitFor()
    await page.keyboard.press('e')
    await page.getByText('用中文修改', { exact: true }).click()
    const field = page.getByLabel('要告诉买家的内容（中文）')
    // What the draft says stands there to be changed.
    expect(await field.inputValue()).toContain('水壶自收货之日起有保修')
    await field.fill('您好，玛丽娜！请在14天内办理退货。')
    await shoot('edit-own')
    await page.keyboard.press('Control+Enter')
    await page.getByText('您写的（俄语由此译出）').waitFor()
    await page.getByText('请在14天内办理退货。').waitFor()
    await page.getByText('您写了，但俄语中没有：14天').waitFor()
    await shoot('edit-own-done')
    expect(api.callsTo('/rewrite').map(({ body }) => body)).toMatchObject([
      {
        agentText: '您好，玛丽娜！请在14天内办理退货。',
        draft: { id: 'd-kettle', fingerprint: 'fp-d-kettle-1' },
      },
    ])
    await page.getByRole('button', { name: /^接受/ }).click()
    await page.locator('[aria-disabled="false"]', { hasText: '批准' }).waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => api.callsTo('/approve').length).toBe(1)
    expect(api.callsTo('/approve')[0]?.body).toMatchObject({
      fingerprint: 'fp-d-kettle-1-own',
      acknowledgedWarnings: ['rewrite'],
    })
  })

  test('is told why there is no writing in Chinese without a model', async () => {
    await open('/inbox/demo/c-kettle', { noModel: true })
    await page.getByRole('button', { name: /^批准/ }).waitFor()
    await page.keyboard.press('e')
    await page.getByText('用中文修改', { exact: true }).click()
    await page.getByText('没有接入模型，无法把中文译成俄语').waitFor()
    expect(await page.getByRole('button', { name: '译成俄语' }).isDisabled()).toBe(true)
    await shoot('edit-no-model')
  })

  test('finds nothing serious by axe, in the card and in the editor', async () => {
    await open('/inbox/demo/c-kettle')
    await card().getByText('卡片遗漏').waitFor()
    await page.keyboard.press('e')
    await page.getByText('用中文修改', { exact: true }).click()
    await page.getByLabel('要告诉买家的内容（中文）').waitFor()
    expect(await seriousProblems(page)).toEqual([])
  })
})
