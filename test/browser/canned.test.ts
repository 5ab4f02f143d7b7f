import { expect, test } from 'vitest'
import { PHONE } from './browser.ts'
import { describeScreens, seriousProblems, shoot, untilReady } from './stage.ts'

describeScreens('canned replies and saved views', (stage) => {
  test('a lead finds one on its page, sees its variables, changes and removes it', async () => {
    const { page, api } = await stage.open('/canned', { api: { role: 'lead' } })
    const list = page.getByRole('list', { name: 'Canned replies' }).getByRole('listitem')
    await list.first().waitFor()
    expect(await list.count()).toBe(3)
    await page.getByRole('textbox', { name: /Search/ }).fill('уточняем')
    await expect.poll(() => list.count()).toBe(1)
    expect(await list.locator('mark').allInnerTexts()).toEqual(['buyer’s name', 'product'])
    await list.getByRole('button', { name: 'Edit “稍后答复”' }).click()
    const form = page.getByRole('dialog', { name: 'Change the canned reply' })
    await form.getByLabel('Title').fill('Ответим позже')
    await form.getByRole('button', { name: 'Save' }).click()
    await list.filter({ hasText: 'Ответим позже' }).waitFor()
    expect(api.callsTo('/canned-soon')[0]?.body).toMatchObject({ title: 'Ответим позже', version: 1 })
    await list.getByRole('button', { name: /^Edit/ }).click()
    await form.getByRole('button', { name: 'Remove' }).click()
    await form.getByRole('button', { name: 'Really remove' }).click()
    await page.getByText('Nothing found.').waitFor()
  })

  test('an agent writes one of their own, and only reads what is everybody’s', async () => {
    const { page, api } = await stage.open('/canned', { api: { role: 'agent' } })
    const list = page.getByRole('list', { name: 'Canned replies' }).getByRole('listitem')
    await list.first().waitFor()
    expect(await list.getByRole('button').count()).toBe(1)
    await page.getByRole('button', { name: 'New', exact: true }).click()
    const form = page.getByRole('dialog', { name: 'New canned reply' })
    await form.getByLabel('Title').fill('Мой ответ')
    await form.getByLabel('Text in Russian').fill('Спасибо!')
    await form.getByRole('button', { name: 'Save' }).click()
    await list.filter({ hasText: 'Мой ответ' }).waitFor()
    expect(api.callsTo('/canned-replies')[0]?.body).toMatchObject({ isShared: false, shopId: null })
  })

  test('goes into the editor of one’s own language as what it says', async () => {
    const { page } = await stage.open('/inbox/demo/c-kettle', { locale: 'zh-CN', api: { withModel: true } })
    await page.locator('[aria-disabled="false"]', { hasText: '批准' }).waitFor()
    await page.keyboard.press('e')
    await page.getByText('用中文修改', { exact: true }).click()
    const field = page.getByLabel('要告诉买家的内容（中文）')
    await field.fill('')
    await page.keyboard.press('/')
    await page.getByRole('dialog', { name: '常用回复' }).waitFor()
    await page.keyboard.type('稍后')
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => field.inputValue()).toBe('您好！我们正在核实该商品的情况，稍后在此回复您。')
    await page.locator('textarea:focus').waitFor()
  })

  test('a saved view gets another name, and goes', async () => {
    const { page, api } = await stage.open('/inbox?category=order_delivery&status=todo')
    await page.getByRole('button', { name: '物流问题' }).click()
    await page.getByRole('menuitem', { name: 'Rename “物流问题”' }).click()
    const dialog = page.getByRole('dialog', { name: 'Rename the view' })
    await dialog.getByLabel('Name of the view').fill('Доставка')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Доставка' }).waitFor()
    expect(api.callsTo('/view-1')[0]).toMatchObject({
      method: 'PUT',
      body: { name: 'Доставка', filter: { category: 'order_delivery' } },
    })
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Доставка' }).click()
    await page.getByRole('menuitem', { name: 'Remove “Доставка”' }).click()
    await expect.poll(() => api.callsTo('/view-1').at(-1)?.method).toBe('DELETE')
  })

  test('a case that was put off comes back by Z', async () => {
    const { page, api } = await stage.open('/inbox/demo/c-kettle')
    await untilReady(page)
    await page.keyboard.press('s')
    await page.getByRole('button', { name: 'in 1 hour' }).waitFor()
    await page.keyboard.press('Enter')
    await page
      .getByText(/^Марина: put off until/)
      .first()
      .waitFor()
    await page.keyboard.press('z')
    await page.getByText('It is back in the queue.').first().waitFor()
    await page.getByRole('heading', { level: 2, name: 'Марина', exact: true }).waitFor()
    expect(api.callsTo('/snooze').map(({ method }) => method)).toEqual(['PUT', 'DELETE'])
  })

  test.each([
    ['zh-CN', 'light', undefined],
    ['ru-RU', 'dark', PHONE],
    ['en-US', 'light', PHONE],
  ] as const)('axe finds nothing serious on the page in %s (%s)', async (locale, colorScheme, viewport) => {
    const { page } = await stage.open('/canned', { locale, colorScheme, ...(viewport && { viewport }) })
    await page.getByRole('listitem').first().waitFor()
    await shoot(page, `canned-${locale}-${colorScheme}`)
    expect(await seriousProblems(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
      viewport?.width ?? 1440,
    )
  })
})
