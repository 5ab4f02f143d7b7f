import type { Dimension } from '../text/measure-units.ts'

type Unit = { dimension: Dimension; factor: number }
const DAY = 24
const MONTH = DAY * 30.4375

/** Regular expressions over lower-case text, compound units first; `count` is a Chinese measure word. */
const ZH: [string, Dimension, number][] = [
  ['个?工作日|个?自然日|天|日(?!元)|昼夜', 'time', DAY],
  ['个?小时|个?钟头', 'time', 1],
  ['分钟', 'time', 1 / 60],
  ['秒钟?', 'time', 1 / 3600],
  ['个?星期(?![一二三四五六日天])|周(?![一二三四五六日])(?!年)|个?礼拜', 'time', 7 * DAY],
  ['个?月(?!\\d)', 'time', MONTH],
  ['周?年|岁', 'time', 12 * MONTH],
  ['卢布', 'money', 1],
  ['千克|公斤', 'weight', 1000],
  ['毫克', 'weight', 0.001],
  ['吨', 'weight', 1e6],
  ['克/平方?米|克每平方?米', 'density', 1],
  ['克', 'weight', 1],
  ['平方米', 'area', 1],
  ['毫米', 'length', 1],
  ['厘米|公分', 'length', 10],
  ['公里/(?:小)?时', 'speed', 1],
  ['米/秒', 'speed', 3.6],
  ['公里|千米', 'length', 1e6],
  ['英寸', 'length', 25.4],
  ['米', 'length', 1000],
  ['毫升/(?:小)?时', 'flow', 1],
  ['毫升/分钟?', 'flow', 60],
  ['毫升', 'volume', 1],
  ['升', 'volume', 1000],
  ['千瓦', 'power', 1000],
  ['瓦时', 'energy', 1],
  ['瓦特?', 'power', 1],
  ['毫安时?', 'charge', 1],
  ['安时', 'charge', 1000],
  ['伏特?', 'voltage', 1],
  ['安培?', 'current', 1],
  ['吉赫兹?', 'frequency', 1e9],
  ['兆赫兹?', 'frequency', 1e6],
  ['千赫兹?', 'frequency', 1000],
  ['赫兹?', 'frequency', 1],
  ['摄氏度|℃|度', 'temperature', 1],
  ['分贝', 'noise', 1],
  ['流明', 'light', 1],
  ['千帕', 'pressure', 1],
  ['转/分钟?|转每分钟?', 'rotation', 1],
  ['[个件种只套次台条双码款位项档张块瓶盒包粒片颗支根处点步人倍寸号级层]', 'count', 1],
]
const EN: [string, Dimension, number][] = [
  ['(?:working |business |calendar |full )?days?', 'time', DAY],
  ['hours?|hrs?', 'time', 1],
  ['minutes?|mins?', 'time', 1 / 60],
  ['seconds?|secs?', 'time', 1 / 3600],
  ['weeks?', 'time', 7 * DAY],
  ['months?', 'time', MONTH],
  ['years?', 'time', 12 * MONTH],
  ['rubles?|roubles?', 'money', 1],
  ['percent|per cent', 'percent', 1],
  ['kilograms?|kilos?', 'weight', 1000],
  ['milligrams?', 'weight', 0.001],
  ['grams?', 'weight', 1],
  ['tonnes?|tons?', 'weight', 1e6],
  ['sq\\.? ?m|square met(?:er|re)s?', 'area', 1],
  ['millimet(?:er|re)s?', 'length', 1],
  ['centimet(?:er|re)s?', 'length', 10],
  ['kilomet(?:er|re)s?', 'length', 1e6],
  ['inch(?:es)?', 'length', 25.4],
  ['met(?:er|re)s?', 'length', 1000],
  ['millilit(?:er|re)s?', 'volume', 1],
  ['lit(?:er|re)s?', 'volume', 1000],
  ['kilowatts?', 'power', 1000],
  ['watts?', 'power', 1],
  ['volts?', 'voltage', 1],
  ['amp(?:ere)?s?', 'current', 1],
  ['degrees?', 'temperature', 1],
  ['decibels?', 'noise', 1],
  ['lumens?', 'light', 1],
]
/** Symbols that both languages use. */
const SYMBOLS: [string, Dimension, number][] = [
  ['г/м²|g/m²|g/m2|gsm', 'density', 1],
  ['h', 'time', 1],
  ['ml/h', 'flow', 1],
  ['(?:ml|g)/min', 'flow', 60],
  ['mbps|mbit/s', 'data-speed', 1],
  ['gbps|gbit/s', 'data-speed', 1000],
  ['km/h', 'speed', 1],
  ['m/s', 'speed', 3.6],
  ['rpm', 'rotation', 1],
  ['mah', 'charge', 1],
  ['ah', 'charge', 1000],
  ['wh', 'energy', 1],
  ['kw', 'power', 1000],
  ['w', 'power', 1],
  ['ghz', 'frequency', 1e9],
  ['mhz', 'frequency', 1e6],
  ['khz', 'frequency', 1000],
  ['hz', 'frequency', 1],
  ['v', 'voltage', 1],
  ['a', 'current', 1],
  ['m²|m2', 'area', 1],
  ['mm', 'length', 1],
  ['cm', 'length', 10],
  ['km', 'length', 1e6],
  ['m', 'length', 1000],
  ['ml', 'volume', 1],
  ['l', 'volume', 1000],
  ['mg', 'weight', 0.001],
  ['kg', 'weight', 1000],
  ['g', 'weight', 1],
  ['°c|℃|°', 'temperature', 1],
  ['₽|rub|руб\\.?', 'money', 1],
  ['%|％', 'percent', 1],
  ['tb', 'data', 1e6],
  ['gb', 'data', 1000],
  ['mb', 'data', 1],
  ['db', 'noise', 1],
  ['lm', 'light', 1],
  ['kpa', 'pressure', 1],
]

const compile = (units: [string, Dimension, number][], tail: string) =>
  units.map(([forms, dimension, factor]) => ({
    dimension,
    factor,
    pattern: new RegExp(`(?:${forms})${tail}`, 'uy'),
  }))
const WORD_END = '(?![a-zа-я\\d²])'
const UNITS = {
  zh: [...compile(SYMBOLS, WORD_END), ...compile(ZH, '')],
  en: [...compile(SYMBOLS, WORD_END), ...compile(EN, WORD_END)],
}

/** Letters that are a unit in one case only: «5 A» but not «half a year», «5 g» but not «5G». */
const EXACT: Record<string, RegExp> = { a: /^A/, v: /^V/, g: /^g/, m: /^m/, h: /^h/ }

/** The unit that begins exactly at `at` of a lower-case text; `original` has its letters as they were. */
export function foreignUnitAt(
  original: string,
  text: string,
  at: number,
  language: 'zh' | 'en',
): (Unit & { end: number }) | undefined {
  for (const { dimension, factor, pattern } of UNITS[language]) {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    const exact = EXACT[found?.[0] ?? '']
    if (found && (!exact || exact.test(original.slice(at))))
      return { dimension, factor, end: at + found[0].length }
  }
  return undefined
}
