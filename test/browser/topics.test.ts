import { expect, test } from 'vitest'
import { PHONE } from './browser.ts'
import { describeScreens, seriousProblems } from './stage.ts'

describeScreens('complaints over time', ({ open }) => {
  test('are shown by product, the burst in words and in the picture, each with a way to its case', async () => {
    const { page } = await open('/topics')
    const suit = page.getByRole('region', { name: 'Комбинезон детский зимний', exact: true })
    await suit
      .getByRole('rowheader', { name: /Zip or fastening/ })
      .getByText(/5 from .* usually 0.1/)
      .waitFor()
    await page.getByText('1 burst of complaints').waitFor()
    expect(await suit.locator('rect[data-state="spike"]').count()).toBeGreaterThanOrEqual(4)
    const kettle = page.getByRole('region', { name: 'Чайник электрический', exact: true })
    expect(await kettle.locator('rect[data-state="spike"]').count()).toBe(0)
    expect(await seriousProblems(page)).toEqual([])
    await page.getByLabel('Span of time').selectOption('14')
    await expect.poll(() => suit.locator('rect').count()).toBe(14 + 1)
    await suit.getByRole('link', { name: '«Молния заедает и расходится снизу»' }).click()
    await page.waitForURL(/\/inbox\/demo\/c-sent/)
  })

  test('are told of a week, with a file to take along', async () => {
    const { page } = await open('/topics', { locale: 'ru-RU' })
    await page.getByText('Неделя', { exact: true }).click()
    await page.getByRole('heading', { name: 'Тёплый Ток: неделя 9 ноября — 15 ноября' }).waitFor()
    await page.getByText('Молния, застёжка: 5').waitFor()
    expect(await page.getByRole('link', { name: 'Markdown' }).getAttribute('href')).toBe(
      '/api/shops/demo/digest.md?day=2026-11-09&language=ru',
    )
    expect(await seriousProblems(page)).toEqual([])
  })

  test('fit a phone, in Chinese', async () => {
    const { page } = await open('/topics', { viewport: PHONE, locale: 'zh-CN' })
    await page.getByText('拉链、扣件').waitFor()
    expect(await seriousProblems(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  })
})
