import { tokenise } from './tokens.ts'

/** What shops and buyers speak of, whatever is sold; a line is a matter, by the beginnings of its words. */
const MATTERS = `
заказ закаж
достав курьер посыл привез привоз
возврат возвращ верн сдать сдам
обмен поменя замен
деньг денег оплат плат заплат рубл баланс карту карта карты карте картой
цена цену цены цене ценник стоит стоимост дорого дешев
скидк купон промокод балл акци бонус
чек накладн документ сертифик
пункт пвз самовывоз
склад отправ отгру
приед приех придет придут прийд пришел пришл получ ожида
трек
упаков короб пакет комплект
брак дефект слома поломк перестал
гаранти ремонт почин чинит чинят
размер маломер подойд подойт подход
налич артикул товар магазин продав покуп купи куплю
отмен
оператор инструкц отзыв
`
  .trim()
  .split('\n')
  .map((line) => line.split(' '))
const MOST_TOLD = 2

/** «Я», «у вас», «покажите», «можно»: whoever speaks of himself or to somebody asks for help, not for trivia. */
const ADDRESSED =
  /(?<!\p{L})(?:я|мне|меня|мной|мой|моя|мо[её]|мои|моего|мою|моей|моим|нам|нас|наш\p{L}*|мы|вы|вас|вам|вами|ваш\p{L}*|\p{L}{2,}(?:й|и|[аяуо]е|же|де)те(?:сь)?|хочу|могу|жду|куплю|беру|жму|буду|боюсь|думаю|понимаю|знаю|вижу|прошу|можно|нужн[оаы]|нужен|надо)(?!\p{L})/iu

/** A capital inside a sentence, and not of a text that shouts. */
const NAME = /(?<=[\p{L}\p{N},»"]\s+["«]?)\p{Lu}\p{L}+/gu

/** Whether somebody speaks of himself or to the reader. */
export const isAddressed = (text: string): boolean => ADDRESSED.test(text)

/** How many matters of trade a text touches: 0, 1, or 2 for more than one. */
export function mattersOfTrade(text: string): number {
  const words = tokenise(text)
  const touched = MATTERS.filter((starts) =>
    words.some((word) => starts.some((start) => word.startsWith(start))),
  )
  return Math.min(MOST_TOLD, touched.length)
}

/** Words that are written as names, normalised; the first of a sentence tells nothing. */
export function namesIn(text: string): string[] {
  if (!/\p{Ll}/u.test(text)) return []
  return [...text.matchAll(NAME)].flatMap(([name]) => tokenise(name))
}
