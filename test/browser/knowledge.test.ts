import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type ModelServer, startModelServer } from '../support/model-server.ts'
import { collectComplaints, DESKTOP, findChromium, launchChromium, WITHOUT_CHROMIUM } from './browser.ts'
import { PASSWORD, startRealServer } from './real-server.ts'

const hasChromium = findChromium() !== undefined
if (!hasChromium && process.env.CI === 'true') throw new Error(WITHOUT_CHROMIUM)

const TRANSLATION = {
  question_ru: 'Можно ли вернуть вскрытые наушники?',
  answer_ru: 'Вскрытые наушники можно вернуть в течение 14 дней, если они исправны.',
  question_zh: null,
  answer_zh: null,
  question_en: 'Can opened headphones be returned?',
  answer_en: 'Opened headphones can be returned within 7 days if they work.',
  lines: [],
}

describe.runIf(hasChromium)('the knowledge pages on the real server', () => {
  let browser: Browser
  let model: ModelServer
  let server: Awaited<ReturnType<typeof startRealServer>>
  let context: BrowserContext
  let complaints: string[]

  beforeAll(async () => {
    browser = await launchChromium()
    // Drafts of the demo's buyers are none of our business here: they fall back to the built-in steps.
    model = await startModelServer({
      answer: ({ messages }) =>
        JSON.stringify(messages).includes('Write these fields') ? { json: TRANSLATION } : { refusal: 'no' },
    })
    server = await startRealServer({ OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'test-model' })
  })
  afterEach(async () => {
    await context?.close()
  })
  afterAll(async () => {
    await server?.stop()
    await model?.close()
    await browser?.close()
  })

  async function open(locale: string): Promise<Page> {
    context = await browser.newContext({ viewport: DESKTOP, locale })
    const page = await context.newPage()
    await context.request.post(`${server.url}/api/session`, {
      headers: { origin: server.url, 'sec-fetch-site': 'same-origin' },
      data: { login: 'admin', password: PASSWORD },
    })
    complaints = collectComplaints(page)
    await page.goto(`${server.url}/knowledge`)
    return page
  }
  const shoot = (page: Page, name: string) =>
    process.env.SHOTS ? page.screenshot({ path: `${process.env.SHOTS}/${name}.png` }) : undefined

  test('an edit is seen in the history word by word, and taken back by a restore', async () => {
    const page = await open('en-US')
    await page.getByRole('searchbox').fill('отправляет заказ со своего склада')
    const line = page
      .getByRole('list', { name: 'Knowledge' })
      .getByRole('button', { name: /магазин отправляет заказ со своего склада/ })
    await page.getByText(/^\d entr/).waitFor()
    await shoot(page, 'list-en')
    await line.click()
    const drawer = page.getByRole('dialog')
    const answer = drawer.getByLabel('Answer in Russian')
    const before = await answer.inputValue()
    await answer.fill(`${before} Проверено складом.`)
    await drawer.getByLabel('Owner').fill('Анна')
    await drawer.getByLabel('Review by').fill('2026-01-15')
    await shoot(page, 'form-en')
    await drawer.getByRole('button', { name: 'Save' }).click()
    await drawer.waitFor({ state: 'hidden' })

    await page.getByLabel('Needs a look').selectOption('Review overdue')
    await page.getByText(/review overdue since/).waitFor()
    await line.click()
    await drawer.getByRole('tab', { name: 'History' }).click()
    const changes = drawer.getByRole('region', { name: /version 2/i })
    await changes.locator('ins', { hasText: 'Проверено складом.' }).waitFor()
    await shoot(page, 'history-en')
    await drawer.getByRole('button', { name: /version 1/i }).click()
    await drawer.getByRole('button', { name: 'Restore' }).click()
    await drawer.getByRole('button', { name: 'Yes, restore' }).click()
    await drawer.getByRole('button', { name: /version 3 · current/i }).waitFor()
    await drawer.getByRole('tab', { name: 'Content' }).click()
    // The list of versions may be read before the entry itself.
    await expect.poll(() => answer.inputValue(), { timeout: 10_000 }).toBe(before)
    expect(await drawer.getByLabel('Owner').inputValue()).toBe('Ольга Смирнова')
    expect(complaints).toEqual([])
  })

  test('an entry begun in Chinese is filled by the model, accepted by a person, and live', async () => {
    const page = await open('zh-CN')
    await page.getByRole('button', { name: '新建条目' }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByLabel('中文问题').fill('已拆封的耳机可以退货吗？')
    await drawer.getByLabel('中文答案').fill('已拆封的耳机如无故障，7天内可以退货。')
    await drawer.getByRole('button', { name: '补全缺少的语言' }).click()
    const accept = drawer.getByRole('region', { name: '模型撰写，尚未确认' })
    await accept.getByText('其中有的数字与原文不一致。').waitFor()
    const russian = drawer.getByLabel('俄语答案')
    expect(await russian.inputValue()).toBe(TRANSLATION.answer_ru)
    await shoot(page, 'filled-zh')
    await russian.fill(TRANSLATION.answer_ru.replace('14', '7'))
    await accept.getByRole('button', { name: '内容无误：确认并启用' }).click()
    await drawer.waitFor({ state: 'hidden' })

    await page.getByRole('searchbox').fill('已拆封的耳机')
    const line = page
      .getByRole('list', { name: '知识库' })
      .getByRole('button', { name: /已拆封的耳机可以退货吗/ })
    await line.waitFor()
    expect(await line.innerText()).not.toContain('模型撰写')
    await line.click()
    expect(await drawer.getByLabel('状态').inputValue()).toBe('live')
    expect(await russian.inputValue()).toContain('7 дней')
    expect(complaints).toEqual([])
  })

  test('a warranty entry holds its terms as fields, and says what it lacks before it is used', async () => {
    const page = await open('ru-RU')
    await page.getByRole('button', { name: 'Новая запись' }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByLabel('Вид').selectOption('гарантия')
    await drawer.getByLabel('Вопрос по-русски').fill('Какая гарантия на технику Zvenar?')
    await drawer.getByLabel('Ответ по-русски').fill('Гарантия на технику Zvenar — 18 месяцев.')
    await drawer.getByLabel('Месяцев').fill('18')
    await drawer.getByRole('button', { name: 'Добавить: Гарантийные случаи' }).click()
    await drawer.getByLabel('Гарантийные случаи, строка 1, по-русски').fill('Не включается')
    await drawer.getByLabel('Состояние').selectOption('действует')
    await drawer.getByRole('button', { name: 'Сохранить' }).click()
    await drawer.getByText(/для каких SKU, категории или бренда/).waitFor()
    await shoot(page, 'warranty-ru')
    await drawer.getByLabel('Бренд').fill('Zvenar')
    await drawer.getByRole('button', { name: 'Сохранить' }).click()
    await drawer.waitFor({ state: 'hidden' })
    await page.getByRole('searchbox').fill('технику Zvenar')
    await page.getByText(/гарантия · Zvenar/).waitFor()
    expect(complaints.filter((text) => !text.includes('422'))).toEqual([])
  })

  test('what a product fits is corrected in its card', async () => {
    const page = await open('zh-CN')
    await page.getByRole('link', { name: '商品' }).click()
    await page.getByRole('searchbox', { name: '按名称、SKU 或货号搜索' }).fill('1796406534')
    await page.getByText('1 件商品').waitFor()
    const card = page.getByRole('article')
    await card.getByText('Redmi Note 13 Pro 5G').waitFor()
    await shoot(page, 'products-zh')
    await card.getByRole('button', { name: /编辑适配信息/ }).click()
    await card.getByRole('button', { name: '添加一行' }).click()
    await card.getByLabel('第 5 行：是否适配').selectOption('不适配')
    await card.getByLabel('第 5 行，俄语').fill('Redmi Note 13 Pro 4G')
    await card.getByRole('button', { name: '保存' }).click()
    await card.getByText(/同一项写了两行/).waitFor()
    await card.getByLabel('第 5 行，俄语').fill('Poco M6 Pro')
    await shoot(page, 'products-edit-zh')
    await card.getByRole('button', { name: '保存' }).click()
    await card.getByRole('button', { name: /编辑适配信息/ }).waitFor()
    await card.getByText('Poco M6 Pro').waitFor()
    expect(complaints.filter((text) => !text.includes('422'))).toEqual([])
  })
})
