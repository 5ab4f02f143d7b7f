import { firstOf } from './reading.ts'
import { QUESTIONS, type Rule } from './rule.ts'
import { words } from './word-pattern.ts'

const OFFERS = [
  words`‹(?:зато|также|еще|кстати,?) (?:у нас )?(?:есть|в (?:ассортименте|каталоге|продаже|магазине))›`,
  words`‹у нас (?:(?:также|еще|уже|в магазине|в каталоге|в ассортименте|в продаже) )+(?:есть|появил~|имеется|имеются|можно)`,
  words`‹(?:в|из) (?:нашем|нашего|наш) (?:каталог|ассортимент|магазин)~ (?:\p{L}+ ){0,2}(?:есть|появил|имеет|представлен|вы найдете)`,
  words`‹(?:рекомендуем|советуем|предлагаем|обратите внимание на)›…‹(?:друг(?:ой|ую|ие|им|ими)|наш(?:у|и|ем|ей|ими)?|новинк~|докупить|взять вместо|модель)›`,
  words`‹(?:докупить|докупите|дополните|дополняйте|присмотритесь|загляните (?:в|на)|посмотрите (?:и |также |еще )?(?:другие|остальные|наш~))›`,
  words`‹обратите внимание (?:и )?(?:также )?на (?:друг|наш)`,
  words`‹(?:возьмите|добавьте|закажите|купите|приобретите)›…‹(?:вместе|к нему|к ней|наш(?:а|у|и)?|в комплект)›…(?:арт|наш)`,
  words`‹(?:подойдут|подойдет|сочета~)›…‹наш(?:и|а|е|ими|ей)? (?!артикул)\p{L}{4,}`,
  words`‹(?:следите|посмотрите|познакомьтесь|оцените|изучите)›…‹новинк~`,
  words`‹(?:загляните|заходите)› (?:к нам |в магазин )‹за›`,
  words`‹(?:из|в) нашей (?:серии|линейк|коллекци|линии)~`,
  words`(?<!(?:маркете|wildberries|вайлдберриз|вб|авито) )‹у нас (?:же )?(?:есть|найдется|имеется) (?:и |же |еще )`,
  words`‹(?:найдется|найдете|найдутся|ищите)›…‹(?:в (?:нашем )?(?:ассортимент|каталог|профил)|у нас же|в магазине|в профиле магазина)`,
  words`‹в (?:нашем )?(?:ассортименте|каталоге|профиле магазина)› (?:\p{L}+ ){0,2}‹(?:найдется|найдутся|есть|найдете)›`,
  words`‹(?:попробуйте|предлагаем|возьмите|взять|берите|выбирайте)› (?:\p{L}+ ){0,2}‹наш(?:у|и|ем|ей|ими)?›`,
  words`‹предлагаем› \p{L}{4,}›`,
  words`‹сочета~› (?:\p{L}+ )?‹с наш~`,
]
const ARTICLES = /(?:арт(?:икул\p{L}*|\.)?|sku)[^.!?]{0,40}?(\d{6,12})((?:\s*(?:[,;и\n]|и)\s*\d{6,12})*)/giu

/** What everyone reads under a product is about that product. */
export const otherGoods: Rule = {
  id: 'other-goods',
  quote: {
    en: 'A public answer is about this product only: no other goods of the shop.',
    zh: '公开回答只谈本商品：不得推荐店铺的其他商品。',
    ru: 'Открытый ответ — только об этом товаре: без других товаров магазина.',
  },
  source: QUESTIONS,
  kept: { en: 'About this product only.', zh: '只谈本商品。', ru: 'Только об этом товаре.' },
  reasons: {
    offer: {
      en: 'Offers other goods in a public text.',
      zh: '在公开文本中推荐其他商品。',
      ru: 'В открытом тексте предлагаются другие товары.',
    },
    articles: {
      en: 'Lists articles of other goods in a public text.',
      zh: '在公开文本中列出其他商品货号。',
      ru: 'В открытом тексте перечислены артикулы других товаров.',
    },
  },
  find({ original, sentences }, { channel, sku }) {
    if (!channel.isPublic) return []
    // Under a question it breaks the marketplace's rule; under a review it only reads as an advert.
    const status = channel.kind === 'answer' ? ('block' as const) : ('warn' as const)
    const lists = [...original.matchAll(ARTICLES)].flatMap((match) => {
      const numbers = (match[0].match(/\d{6,12}/g) ?? []).filter((number) => number !== sku)
      return numbers.length > 1
        ? [{ from: match.index, to: match.index + match[0].length, status, reason: 'articles' }]
        : []
    })
    const offers = sentences.flatMap((sentence) => {
      const match = firstOf(sentence.text, OFFERS)
      return match ? [{ ...sentence.place(match), status, reason: 'offer' }] : []
    })
    return [...lists, ...offers]
  },
}
