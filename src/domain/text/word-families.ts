/**
 * Words that a stemmer keeps apart though a shop's buyers mean one matter by them: verbs, nouns and adjectives of one
 * root, and a few that shops use one for the other. A line is a family; `*` stands for any ending.
 */
const FAMILIES = `
возврат* возвращ* вернуть верните верну вернул* верне* вернё* возвер* сдать сдаю сдам
обмен* обменя* поменя* замен* замени* меня* менять
оплат* плат* заплат* уплат*
достав* привез* привоз*
заказ* закаж*
отмен* аннулир*
покупк* купить куплю купил* купи* приобре* покупа*
гаранти* гарантий*
ремонт* почин* чинить чини*
слома* поломк* неисправ* сломан* поломал* полом*
брак бракован* дефект* браком брака
заряд* зарядк* заряжа* подзаряд*
подключ* подсоедин* соедин* коннект*
стира* стирк* постир* выстир* отстир*
суши* сушк* высуш* просуш*
чист* очист* почист* чистк* очищ*
мыть моют мою мойк* помыть вымыть мытья
глад* глажк* поглад* отгла* утюж*
хран* хранен*
вес весит веса весом весят весу
шум* шумит шумн* громк* гром*
запах* пахн* вонь воня* пахн*
греть гре* нагре* подогре* обогре*
установ* постав* монтаж* монтир*
собрать сборк* собира* собер*
получ* получен*
отправ* отправк* отправл* выслать вышл* высыла* пересыл*
пришел пришла пришло пришли придет прийти приходит приход* прибы* прибудет приедет приехал*
возможн* можно могу можете
сколько почем
цен* стоимост* стоит стоить
скидк* акци* промокод* распродаж* дешевле
подар* подарок* подарочн*
упаков* запаков* упакован*
размер* размерн* маломер* большемер*
подойд* подход* совмест* совместим*
документ* чек чека чеки накладн* квитанц*
сертифик* деклараци*
провер* проверк* протест*
ждать жду ожида* ожидан* подожд*
быстр* скор* долго срок*
деньг* денег деньгам средств*
звон* позвон* телефон* связ*
свет* светит* подсвет* освещ*
влаг* водо* промока* дожд* вода воды водой
теп* холод* мороз* зим*
дл* длин* длиной
цвет* расцветк* окрас* оттенк*
матери* ткан* состав* сделан*
инструкц* руководств* настрои* настрой* настраива*
включ* запуст* запуск*
выключ* отключ*
работа* функционир*
потер* утер* пропа*
повре* поврежд* разби* трес* царап* помят*
комплект* входит вложен* набор*
`
type Rule = { start: string; isWhole: boolean; family: number }

const RULES: Rule[] = FAMILIES.trim()
  .split('\n')
  .flatMap((line, family) =>
    line
      .trim()
      .split(/\s+/)
      .map((word) => ({ start: word.replace('*', ''), isWhole: !word.endsWith('*'), family })),
  )
const WHOLE = new Map(RULES.filter(({ isWhole }) => isWhole).map(({ start, family }) => [start, family]))
const STARTS = new Map(RULES.filter(({ isWhole }) => !isWhole).map(({ start, family }) => [start, family]))
const LONGEST = Math.max(...[...STARTS.keys()].map((start) => start.length))
const SHORTEST = 4

/** The family of a normalised word, by its longest known beginning; undefined for a word of no family. */
export function familyOf(word: string): number | undefined {
  const whole = WHOLE.get(word)
  if (whole !== undefined) return whole
  for (let length = Math.min(LONGEST, word.length); length >= SHORTEST; length--) {
    const family = STARTS.get(word.slice(0, length))
    if (family !== undefined) return family
  }
  return undefined
}
