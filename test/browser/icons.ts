import { mkdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { launchChromium } from './browser.ts'

/** Draws the icons of the installed console from `icon.svg`: `npm run icons`. */

const PUBLIC = fileURLToPath(new URL('../../src/console/public/', import.meta.url))
const PETROL = '#1b5e6b'
// A maskable icon is cut to any shape: only the middle 80 % are safe, and the ground goes to the edge.
const ICONS = [
  { name: 'icon-192', size: 192, scale: 1, ground: 'transparent' },
  { name: 'icon-512', size: 512, scale: 1, ground: 'transparent' },
  { name: 'maskable-512', size: 512, scale: 0.86, ground: PETROL },
  { name: 'apple-touch-icon', size: 180, scale: 0.9, ground: PETROL },
]

const drawing = await readFile(`${PUBLIC}icon.svg`, 'utf8')
await mkdir(`${PUBLIC}icons`, { recursive: true })
const browser = await launchChromium()
for (const { name, size, scale, ground } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(
    `<body style="margin:0;display:grid;place-items:center;height:100vh;background:${ground}">
      <div style="width:${scale * 100}%;height:${scale * 100}%">${drawing}</div>`,
  )
  await page.screenshot({ path: `${PUBLIC}icons/${name}.png`, omitBackground: true })
  await page.close()
}
await browser.close()
