import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { LANGUAGES } from '../../src/http/contracts/common.ts'
import { printTable } from './report.ts'

const CONSOLE = fileURLToPath(new URL('../../dist/console/', import.meta.url))
/** What an agent's browser may load before the first case stands, gzip. */
const FIRST_LOAD_BYTES = 350_000

export type Bundles = { part: string; files: number; gzip: number }[]

/**
 * What the built console weighs: the first load is the page's own scripts with the largest language; everything else
 * comes when a page is opened. Undefined while the console is not built.
 */
export function benchBundles(): Bundles | undefined {
  if (!existsSync(`${CONSOLE}index.html`)) return undefined
  const page = readFileSync(`${CONSOLE}index.html`, 'utf8')
  const named = new Set([...page.matchAll(/"\/assets\/([^"]+)"/g)].map(([, name = '']) => name))
  const all = readdirSync(`${CONSOLE}assets`)
  const sizes = new Map(
    all.map((name) => [name, gzipSync(readFileSync(`${CONSOLE}assets/${name}`)).byteLength]),
  )
  const isScript = (name: string) => name.endsWith('.js')
  const first = all.filter((name) => named.has(name) && isScript(name))
  const languages = all.filter(
    (name) => isScript(name) && LANGUAGES.some((one) => name.startsWith(`${one}-`)),
  )
  const largest = languages.toSorted((a, b) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0)).slice(0, 1)
  const others = all.filter((name) => isScript(name) && !first.includes(name) && !languages.includes(name))
  const styles = all.filter((name) => name.endsWith('.css'))
  const sum = (part: string, names: string[]) => ({
    part,
    files: names.length,
    gzip: names.reduce((total, name) => total + (sizes.get(name) ?? 0), 0),
  })
  return [
    sum('first load, scripts', [...first, ...largest]),
    sum('of that, the largest language', largest),
    sum('when a page is opened, scripts', others),
    sum('styles', styles),
  ]
}

export const isTooHeavy = ([first]: Bundles): boolean => first !== undefined && first.gzip > FIRST_LOAD_BYTES

export function printBundles(bundles: Bundles): void {
  printTable(
    'The console as it is built',
    bundles.map(({ part, files, gzip }) => ({ part, files, 'kB gzip': Math.round(gzip / 1000) })),
    [`The first load may be ${FIRST_LOAD_BYTES / 1000} kB.`],
  )
}
