import type { ProductAttribute } from '../domain/product.ts'
import { stem, tokenise } from '../domain/text/tokens.ts'
import { lowerFirst } from './lower-first.ts'
import { chineseQuantity, russianQuantity } from './units.ts'

/** One attribute of a card as a sentence for a buyer, with its gloss. */
export function attributeWords({ name, value, unit }: ProductAttribute): { ru: string; zh: string } {
  const zhName = name.zh ?? name.ru
  if (typeof value === 'number') {
    const [ru, zh] = [russianQuantity(value, unit), chineseQuantity(value, unit)].map(withoutEnd)
    return { ru: `${name.ru}: ${ru}.`, zh: `${zhName}：${zh}。` }
  }
  const said = typeof value === 'boolean' ? value : plainYesNo(value.ru)
  if (typeof value === 'boolean' || said !== undefined) {
    const isPredicate = IS_PREDICATE.test(name.ru)
    const zh = said ? (isPredicate ? '是' : '有') : isPredicate ? '否' : '无'
    return { ru: `${yesNo(name.ru.trim(), said === true)}.`, zh: `${zhName}：${zh}。` }
  }
  const ru = withoutEnd(value.ru)
  return {
    ru: repeats(name.ru, ru) ? `${ru.charAt(0).toUpperCase()}${ru.slice(1)}.` : `${name.ru}: ${ru}.`,
    zh: `${zhName}：${withoutEnd(value.zh ?? value.ru)}。`,
  }
}

/** A text value that is a plain yes or no. */
function plainYesNo(ru: string): boolean | undefined {
  const word = withoutEnd(ru).toLowerCase()
  return word === 'нет' ? false : word === 'да' || word === 'есть' ? true : undefined
}

/** «Кабель входит в комплект», «Оплата по NFC не поддерживается», «Плавать нельзя», «Микрофон есть». */
function yesNo(name: string, said: boolean): string {
  const not = said ? '' : 'не '
  const permitted = /^Можно\s+(.+)$/u.exec(name)?.[1]
  if (permitted) return said ? name : `${permitted.charAt(0).toUpperCase()}${permitted.slice(1)} нельзя`
  const included = /^(.+)\s+в комплекте$/u.exec(name)?.[1]
  if (included) return `${included} ${not}${isPlural(included) ? 'входят' : 'входит'} в комплект`
  if (IS_CARE.test(name)) return `${name} ${not}допускается`
  if (IS_ABILITY.test(name)) return `${name} ${not}поддерживается`
  if (/^(?:Разреш[её]н\p{L}*|Совместим\p{L}*|Работает|Закрывает)\s/u.test(name)) {
    return said ? name : `Не ${lowerFirst(name)}`
  }
  if (IS_PREDICATE.test(name)) return `${name}: ${said ? 'да' : 'нет'}`
  // Said without a case that would have to be built: «Подкладка отсутствует».
  return said ? `${name}: есть` : `${name} ${isPlural(name) ? 'отсутствуют' : 'отсутствует'}`
}

/** By the first word: «Бесшумные кнопки», «Карманы», but «Отключение» is one. */
const isPlural = (name: string): boolean => /^\p{L}+(?:ые|(?<![нтв])ие|[ыи])(?!\p{L})/u.test(name)

/** «Машинная стирка» is done to the thing. */
const IS_CARE = /^(?:\p{L}+(?:ая|ое)\s)?(?:стирка|сушка|глажка|химчистка|отпаривание вещи)(?!\p{L})/iu
/** «Беспроводная зарядка» is something the thing can do. */
const IS_ABILITY =
  /^(?:\p{L}+(?:ая|ое)\s)?(?:зарядка|оплата|передача|подключение|объединение|воспроизведение|управление|отпаривание|уборка|карта памяти)(?!\p{L})/iu
/** «Без бисфенола А: да», but «Микрофон: есть». */
const IS_PREDICATE =
  /^(?:без|можно|разреш\p{L}+|совмест\p{L}+|\p{L}{3,}(?:ется|ится|ает|яет|ует|дит)|(?:\p{L}+(?:ая|ое)\s)?(?:стирка|сушка|уборка|глажка|химчистка|работа|замена|передача|оплата|отпаривание|воспроизведение|объединение|подключение|управление|измерение|использование))(?!\p{L})/iu

/** «Просвечивает: не просвечивает»: the value says it all. */
function repeats(name: string, value: string): boolean {
  const [word, ...rest] = tokenise(name)
  return rest.length === 0 && word !== undefined && tokenise(value).map(stem).includes(stem(word))
}

const withoutEnd = (text: string): string => text.trim().replace(/[.。]+$/u, '')
