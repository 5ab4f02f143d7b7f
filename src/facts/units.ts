import { plural, russianNumber } from '../domain/plural.ts'

/** Units as product cards write them, in Chinese; what is missing here is the same in both languages. */
const CHINESE: Record<string, string> = {
  'мА·ч': 'mAh', 'Вт·ч': 'Wh', Вт: '瓦', кВт: '千瓦', В: '伏', А: '安', Гц: '赫兹', ч: '小时', мин: '分钟', 'мин.': '分钟',
  с: '秒', 'дн.': '天', 'мес.': '个月', мм: '毫米', см: '厘米', м: '米', 'м²': '平方米', дюйм: '英寸', г: '克', кг: '千克',
  мл: '毫升', л: '升', 'мл/ч': '毫升/小时', 'г/мин': '克/分钟', 'г/м²': '克/平方米', 'Мбит/с': 'Mbps', ГБ: 'GB', МБ: 'MB', ТБ: 'TB',
  дБ: '分贝', лм: '流明', кПа: 'kPa', 'кадр/с': '帧/秒', 'шт.': '件', шт: '件',
} // biome-ignore format: pairs read best side by side

/** Units that are whole words and change with the count. */
const WORDS: Record<string, [string, string, string]> = {
  дюйм: ['дюйм', 'дюйма', 'дюймов'],
  день: ['день', 'дня', 'дней'],
  'дн.': ['день', 'дня', 'дней'],
  'мес.': ['месяц', 'месяца', 'месяцев'],
  месяц: ['месяц', 'месяца', 'месяцев'],
  год: ['год', 'года', 'лет'],
  час: ['час', 'часа', 'часов'],
  минута: ['минута', 'минуты', 'минут'],
}

/** «10 000 мА·ч», «1,43 дюйма», «80°». */
export function russianQuantity(value: number, unit?: string): string {
  const number = russianNumber(value, 10_000)
  if (!unit) return number
  const forms = WORDS[unit]
  if (forms) return `${number} ${plural(value, ...forms)}`
  return unit === '°' ? `${number}°` : `${number} ${unit}`
}

/** «10000 mAh», «80°». */
export function chineseQuantity(value: number, unit?: string): string {
  if (!unit) return String(value)
  return unit === '°' ? `${value}°` : `${value} ${CHINESE[unit] ?? unit}`
}
