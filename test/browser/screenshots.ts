import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { DESKTOP, launchChromium, PHONE, shows } from './browser.ts'
import { startFakeApi } from './fake-api.ts'

/** Writes a picture of each main screen in each language, light and dark, into the ignored folder `screenshots/`. */

const FOLDER = fileURLToPath(new URL('../../screenshots/', import.meta.url))
const LANGUAGES = { zh: 'zh-CN', ru: 'ru-RU', en: 'en-US' } as const
const SCREENS = [
  ['case', '/inbox/demo/c-kettle'],
  ['complaint', '/inbox/demo/c-legal'],
  ['knowledge', '/knowledge'],
  ['findings', '/knowledge/findings'],
  ['files', '/knowledge/files'],
  ['products', '/knowledge/products'],
  ['canned', '/canned'],
  ['promises', '/promises'],
  ['topics', '/topics'],
  ['procedures', '/procedures'],
  ['prompts', '/prompts'],
  ['prompt', '/prompts/draft'],
  ['bench', '/prompts/draft?tab=bench'],
  ['shops', '/shops'],
  ['auto-send', '/auto-send'],
  ['people', '/people'],
  ['status', '/status'],
  ['start', '/start'],
  ['audit', '/audit'],
] as const

const only = process.argv[2]
await mkdir(FOLDER, { recursive: true })
const browser = await launchChromium()
for (const [language, locale] of Object.entries(LANGUAGES)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const label = `${language}-${colorScheme}`
    if (only && !label.startsWith(only)) continue
    const api = await startFakeApi({ manyRows: 30, withModel: true })
    const open = async (viewport: typeof DESKTOP, signedIn: boolean) => {
      const context = await browser.newContext({ viewport, locale, colorScheme, timezoneId: 'Asia/Shanghai' })
      if (signedIn) await context.addCookies([api.signIn()])
      return context
    }
    const desk = await open(DESKTOP, true)
    const { page } = await shows(desk, `${api.url}/inbox/demo/c-kettle`)
    for (const [name, path] of SCREENS) {
      await page.goto(api.url + path, { waitUntil: 'load' })
      await page.waitForTimeout(1100)
      await page.screenshot({ path: `${FOLDER}${name}-${label}.png` })
    }
    for (const name of ['jacket', 'legal', 'blocked', 'order', 'claimed', 'thanks']) {
      await page.goto(`${api.url}/inbox/demo/c-${name}`)
      await page.waitForTimeout(1100)
      await page.screenshot({ path: `${FOLDER}case-${name}-${label}.png` })
    }
    await page.goto(`${api.url}/inbox/demo/c-kettle`)
    await page.waitForTimeout(900)
    await page.keyboard.press('e')
    await page.waitForTimeout(700)
    await page.screenshot({ path: `${FOLDER}edit-${label}.png` })
    await page.goto(`${api.url}/inbox/demo/c-kettle`)
    await page.waitForTimeout(900)
    await page.keyboard.press('Control+k')
    await page.waitForTimeout(500)
    await page.screenshot({ path: `${FOLDER}palette-${label}.png` })
    await desk.close()
    const phone = await open(PHONE, true)
    const small = await shows(phone, `${api.url}/inbox`)
    for (const [name, path] of [
      ['queue', '/inbox'],
      ['case', '/inbox/demo/c-kettle'],
      ['evidence', '/inbox/demo/c-kettle?step=evidence'],
      ['findings', '/knowledge/findings'],
      ['shops', '/shops'],
      ['canned', '/canned'],
      ['start', '/start'],
      ['audit', '/audit'],
      ['prompts', '/prompts'],
      ['products', '/knowledge/products'],
    ]) {
      await small.page.goto(api.url + path)
      await small.page.waitForTimeout(1000)
      await small.page.screenshot({ path: `${FOLDER}phone-${name}-${label}.png` })
    }
    await small.page.keyboard.press('Control+k')
    await small.page.waitForTimeout(500)
    await small.page.screenshot({ path: `${FOLDER}phone-palette-${label}.png` })
    await phone.close()
    const outside = await open(DESKTOP, false)
    api.endSessions()
    const door = await shows(outside, `${api.url}/sign-in`)
    await door.page.waitForTimeout(500)
    await door.page.screenshot({ path: `${FOLDER}sign-in-${label}.png` })
    await outside.close()
    await api.close()
  }
}
await browser.close()
process.stdout.write(`Pictures are in ${FOLDER}\n`)
