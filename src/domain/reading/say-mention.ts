import type { Dimension } from '../text/measure-units.ts'
import type { Quantity } from '../text/quantities.ts'
import type { Atom } from './mention.ts'

/** The same in the languages of the agents, where code can say it. */
export type Said = { zh?: string | undefined; en?: string | undefined }

type Unit = { factor: number; zh: string; en: string }
/** How a base unit is written, largest first; the Russian words choose among those of time. */
const SYMBOLS: Partial<Record<Dimension, Unit[]>> = {
  money: [{ factor: 1, zh: '卢布', en: ' RUB' }],
  percent: [{ factor: 1, zh: '%', en: '%' }],
  weight: [unit(1000, ' kg'), unit(1, ' g'), unit(0.001, ' mg')],
  length: [unit(1000, ' m'), unit(10, ' cm'), unit(1, ' mm')],
  area: [unit(1, ' m²')],
  density: [unit(1, ' g/m²')],
  volume: [unit(1000, ' L'), unit(1, ' ml')],
  flow: [unit(1, ' ml/h')],
  power: [unit(1000, ' kW'), unit(1, ' W')],
  charge: [unit(1, ' mAh')],
  energy: [unit(1, ' Wh')],
  voltage: [unit(1, ' V')],
  current: [unit(1, ' A')],
  frequency: [unit(1e9, ' GHz'), unit(1e6, ' MHz'), unit(1000, ' kHz'), unit(1, ' Hz')],
  temperature: [unit(1, ' °C')],
  data: [unit(1e6, ' TB'), unit(1000, ' GB'), unit(1, ' MB')],
  'data-speed': [unit(1000, ' Gbps'), unit(1, ' Mbps')],
  noise: [unit(1, ' dB')],
  light: [unit(1, ' lm')],
  pressure: [unit(1, ' kPa')],
  speed: [unit(1, ' km/h')],
  rotation: [unit(1, ' rpm')],
}
const DAY = 24
const MONTH = DAY * 30.4375
const TIME: [RegExp, Unit][] = [
  [/год|лет|(?<!по)годичн/u, { factor: 12 * MONTH, zh: '年', en: ' year' }],
  [/мес/u, { factor: MONTH, zh: '个月', en: ' month' }],
  [/нед/u, { factor: 7 * DAY, zh: '周', en: ' week' }],
  [/сут|дн|ден/u, { factor: DAY, zh: '天', en: ' day' }],
  [/час|(?<!\p{L})ч(?!\p{L})/u, { factor: 1, zh: '小时', en: ' hour' }],
  [/мин/u, { factor: 1 / 60, zh: '分钟', en: ' minute' }],
  [/сек/u, { factor: 1 / 3600, zh: '秒', en: ' second' }],
]

function unit(factor: number, symbol: string): Unit {
  return { factor, zh: symbol, en: symbol }
}

/** «до 10 рабочих дней» → «10个工作日以内», «up to 10 working days»; nothing for what is counted by a Russian word. */
export function sayQuantity(quantity: Quantity, words: string): Said {
  const one = unitOf(quantity, words.toLowerCase())
  if (!one) return {}
  const from = amount(quantity.from / one.factor)
  const to = amount(quantity.to / one.factor)
  const isSpan = from !== to && Number.isFinite(quantity.to)
  const zh = `${isSpan ? `${from}–${to}` : from}${zhUnit(one, quantity)}`
  const en = `${isSpan ? `${from}–${to}` : from}${enUnit(one, quantity, isSpan ? to : from)}`
  const about = quantity.isApproximate ? { zh: '约', en: 'about ' } : { zh: '', en: '' }
  switch (quantity.bound) {
    case 'max':
      return { zh: `不超过${zh}`, en: `up to ${en}` }
    case 'min':
      return { zh: `${zh}起`, en: `from ${en}` }
    case 'exact':
    case 'range':
      return { zh: `${about.zh}${zh}`, en: `${about.en}${en}` }
  }
}

function unitOf({ dimension, from }: Quantity, words: string): Unit | undefined {
  if (dimension === 'time') return TIME.find(([pattern]) => pattern.test(words))?.[1]
  const units = SYMBOLS[dimension]
  return units?.find(({ factor }) => Math.abs(from) >= factor) ?? units?.at(-1)
}

const zhUnit = ({ zh }: Unit, { days }: Quantity) =>
  days === 'working' ? '个工作日' : days === 'calendar' ? '个自然日' : zh

function enUnit({ en }: Unit, { dimension, days }: Quantity, value: string): string {
  if (dimension !== 'time') return en
  const kind = days === 'working' ? ' working' : days === 'calendar' ? ' calendar' : ''
  return `${kind}${en}${value === '1' ? '' : 's'}`
}

const amount = (value: number) => String(Math.round(value * 1000) / 1000)

const WEEKDAYS = {
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
}
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)
const DAYS: Record<number, { zh: string; en: string }> = {
  [-1]: { zh: '昨天', en: 'yesterday' },
  0: { zh: '今天', en: 'today' },
  1: { zh: '明天', en: 'tomorrow' },
  2: { zh: '后天', en: 'the day after tomorrow' },
}

/** Dates, times, sizes and days in words. */
export function sayAtoms(atoms: readonly Atom[]): Said {
  const said = atoms.map(sayAtom)
  if (said.some((one) => one === undefined)) return {}
  return { zh: said.map((one) => one?.zh).join('–'), en: said.map((one) => one?.en).join('–') }
}

function sayAtom(atom: Atom): { zh: string; en: string } | undefined {
  switch (atom.kind) {
    case 'date':
      return sayDate(atom)
    case 'time': {
      const clock = `${Math.floor(atom.minutes / 60)}:${String(atom.minutes % 60).padStart(2, '0')}`
      return { zh: clock, en: clock }
    }
    case 'size': {
      const [factor, symbol] = atom.sides.every((side) => side % 10 === 0) ? [10, ' cm'] : [1, ' mm']
      const size = `${atom.sides.map((side) => amount(side / factor)).join(' × ')}${symbol}`
      return { zh: size, en: size }
    }
    case 'weekday':
      return { zh: WEEKDAYS.zh[atom.day - 1] ?? '', en: WEEKDAYS.en[atom.day - 1] ?? '' }
    case 'day':
      return DAYS[atom.offset]
    case 'quantity':
    case 'number':
      return undefined
  }
}

function sayDate({ day, month, year }: Extract<Atom, { kind: 'date' }>) {
  const zh = `${year === undefined ? '' : `${year}年`}${month}月${day === 0 ? '' : `${day}日`}`
  const en = [day === 0 ? [] : day, MONTHS[month - 1] ?? '', year ?? []].flat().join(' ')
  return { zh, en }
}
