import { expect, test } from 'vitest'
import { PHONE } from './browser.ts'
import { describeScreens, seriousProblems, shoot } from './stage.ts'

describeScreens('people and what they did', ({ open }) => {
  test('a person is held to some shops, and to none that were not chosen', async () => {
    const { page, api } = await open('/people')
    const row = page.getByRole('row', { name: /Чэнь Юй/ })
    await row.getByText('All shops').waitFor()
    // An administrator sees all: there is nothing to change.
    expect(
      await page
        .getByRole('row', { name: /Ли Вэй/ })
        .getByRole('button')
        .count(),
    ).toBe(0)
    await row.getByRole('button', { name: 'Change: Shops of Чэнь Юй' }).click()
    const dialog = page.getByRole('dialog', { name: 'Shops of Чэнь Юй' })
    await dialog.getByLabel('Only these shops').first().check()
    expect(await dialog.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
    await dialog.getByPlaceholder('Choose shops').click()
    await page.getByRole('option', { name: 'Северный свет' }).click()
    await page.keyboard.press('Tab')
    expect(await seriousProblems(page)).toEqual([])
    await shoot(page, 'person-shops')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(api.callsTo('/users/u-anna').map(({ method, body }) => [method, body])).toEqual([
      ['PATCH', { shopIds: ['demo'] }],
    ])
    await row.getByText('Северный свет').waitFor()
  })

  test.each([
    ['en-US', 'switched on', 'answer in Russian'],
    ['ru-RU', 'включено', 'ответ по-русски'],
    ['zh-CN', '已开启', '俄文回答'],
  ])('the audit log tells in words what changed, on a phone in %s', async (locale, isOn, answer) => {
    const { page } = await open('/audit', { locale, viewport: PHONE })
    const opened = page.locator('details')
    await opened.first().waitFor()
    for (const one of await opened.all()) await one.locator('summary').click()
    await page.getByRole('term').filter({ hasText: isOn }).waitFor()
    await page.getByRole('term').filter({ hasText: answer }).waitFor()
    expect(await page.locator('dt code').count()).toBe(0)
    expect(await seriousProblems(page)).toEqual([])
  })
})
