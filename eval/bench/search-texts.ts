import { TOLD, TOPICS } from './search-topics.ts'

/** Made-up questions and answers of Russian shops: many of one kind, as real ones are, and no two alike. */

export type MadeEntry = { question: string; variants: string[]; answer: string }

/** A repeatable stream of numbers below 1 (mulberry32). */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Nominative, genitive. */
const GOODS =
  `чайник/чайника термос/термоса фонарь/фонаря рюкзак/рюкзака зонт/зонта утюг/утюга блендер/блендера миксер/миксера
пылесос/пылесоса тостер/тостера обогреватель/обогревателя вентилятор/вентилятора увлажнитель/увлажнителя фен/фена
триммер/триммера смартфон/смартфона планшет/планшета ноутбук/ноутбука монитор/монитора роутер/роутера кабель/кабеля
переходник/переходника чехол/чехла пауэрбанк/пауэрбанка наушники/наушников колонка/колонки клавиатура/клавиатуры
мышь/мыши камера/камеры гирлянда/гирлянды лампа/лампы люстра/люстры розетка/розетки удлинитель/удлинителя дрель/дрели
шуруповёрт/шуруповёрта лобзик/лобзика паяльник/паяльника рулетка/рулетки стремянка/стремянки домкрат/домкрата
насос/насоса канистра/канистры коврик/коврика палатка/палатки спальник/спальника гамак/гамака самокат/самоката
велосипед/велосипеда шлем/шлема лыжи/лыж коньки/коньков гантель/гантели тренажёр/тренажёра мяч/мяча куртка/куртки
пуховик/пуховика пальто/пальто свитер/свитера футболка/футболки рубашка/рубашки джинсы/джинсов юбка/юбки платье/платья
шапка/шапки шарф/шарфа перчатки/перчаток варежки/варежек носки/носков ботинки/ботинок кроссовки/кроссовок сапоги/сапог
тапочки/тапочек одеяло/одеяла подушка/подушки простыня/простыни полотенце/полотенца штора/шторы ковёр/ковра
кастрюля/кастрюли сковорода/сковороды нож/ножа тарелка/тарелки кружка/кружки салатник/салатника тёрка/тёрки мясорубка/мясорубки
кофемолка/кофемолки кофеварка/кофеварки соковыжималка/соковыжималки мультиварка/мультиварки холодильник/холодильника
коляска/коляски кроватка/кроватки автокресло/автокресла конструктор/конструктора кукла/куклы пазл/пазла краска/краски
кисть/кисти мольберт/мольберта блокнот/блокнота ручка/ручки ранец/ранца пенал/пенала глобус/глобуса аквариум/аквариума
поводок/поводка лежанка/лежанки переноска/переноски миска/миски когтеточка/когтеточки крем/крема шампунь/шампуня маска/маски
сыворотка/сыворотки помада/помады духи/духов бритва/бритвы щётка/щётки весы/весов тонометр/тонометра ингалятор/ингалятора`
    .split(/\s+/)
    .map((pair) => pair.split('/'))
    .map(([name = '', of = '']) => ({ name, of }))

const PARTS =
  'аккумулятор ручка крышка фильтр шнур пульт замок молния подошва подкладка ремень кнопка экран корпус датчик мотор нож чаша колесо штекер разъём клапан уплотнитель насадка адаптер лоток держатель стекло ножка петля'.split(
    ' ',
  )
const COLOURS =
  'чёрный белый серый синий голубой зелёный красный бордовый жёлтый бежевый коричневый розовый фиолетовый серебристый золотистый оранжевый хаки молочный графитовый мятный'.split(
    ' ',
  )
const MATERIALS =
  'хлопок шерсть полиэстер нейлон кожа замша лён бамбук вискоза эластан сталь алюминий чугун керамика стекло силикон пластик дерево латунь титан каучук пенополистирол мембрана флис'.split(
    ' ',
  )
const CITIES =
  'Москву Казань Омск Пермь Уфу Томск Тюмень Самару Саратов Воронеж Краснодар Сочи Хабаровск Владивосток Якутск Мурманск Калининград Иркутск Барнаул Челябинск'.split(
    ' ',
  )
const UNITS = ['Вт', 'мА·ч', 'кг', 'г', 'см', 'мм', 'л', 'мл', 'В', 'дБ', 'м', 'лм', 'Гц', 'бар', 'ГБ']
const SYLLABLES =
  'ка ро ми та лен вик сон дар зор тек лин гра вел нор ста пол мар тон фро бел кус рад эл юн'.split(' ')

/** As in a real shop an answer speaks of its question's matter, and hardly two questions share all their words. */
export function makeEntry(random: () => number): MadeEntry {
  const fill = filler(random)
  const topic = oneOf(random, TOPICS)
  const ask = () => {
    const told = random() < 0.6 ? [oneOf(random, TOLD)] : []
    const asked = oneOf(random, topic.asked)
    return fill((random() < 0.5 ? [...told, asked] : [asked, ...told]).join(' '))
  }
  const answered = topic.answered.filter(() => random() < 0.7)
  const aside = random() < 0.4 ? [oneOf(random, oneOf(random, TOPICS).answered)] : []
  const sentences = [...(answered.length > 0 ? answered : topic.answered), ...aside]
  return { question: ask(), variants: random() < 0.25 ? [ask()] : [], answer: sentences.map(fill).join(' ') }
}

/** How a buyer might ask for it: politely or not, with a word lost and a letter slipped. */
export function askAbout(random: () => number, { question }: MadeEntry): string {
  const words = question.split(' ')
  if (words.length > 4 && random() < 0.5) words.splice(Math.floor(random() * words.length), 1)
  const at = Math.floor(random() * words.length)
  const word = words[at] ?? ''
  if (word.length > 4 && random() < 0.4)
    words[at] = word.slice(0, 2) + (word[3] ?? '') + (word[2] ?? '') + word.slice(4)
  const text = words.join(' ')
  const draw = random()
  if (draw < 0.3) return `Здравствуйте! ${text}`
  if (draw < 0.45) return `Добрый день, подскажите пожалуйста. ${text} И ещё: когда придёт заказ?`
  return random() < 0.5 ? text.toLowerCase() : text
}

function filler(random: () => number): (template: string) => string {
  // One thing is talked about in all sentences of an entry; a few sell far more than the rest.
  const good = GOODS[Math.floor(random() ** 2 * GOODS.length)] ?? { name: '', of: '' }
  const made = (count: number) => Array.from({ length: count }, () => oneOf(random, SYLLABLES)).join('')
  const brand = capital(made(2))
  const model = () =>
    `${made(1).toUpperCase()}-${Math.floor(100 + random() * 9_900)}${random() < 0.3 ? 'М' : ''}`
  const words: Record<string, () => string> = {
    name: () => good.name,
    of: () => good.of,
    brand: () => brand,
    model: model,
    model2: model,
    part: () => oneOf(random, PARTS),
    colour: () => oneOf(random, COLOURS),
    colour2: () => oneOf(random, COLOURS),
    material: () => oneOf(random, MATERIALS),
    material2: () => oneOf(random, MATERIALS),
    city: () => oneOf(random, CITIES),
    unit: () => oneOf(random, UNITS),
    number: () => String(Math.floor(1 + random() ** 2 * 200)),
    number2: () => String(Math.floor(20 + random() * 40)),
  }
  const kept = new Map<string, string>()
  return (template) =>
    template.replace(/\{(\w+)\}/g, (_, key: string) => {
      const word = kept.get(key) ?? words[key]?.() ?? ''
      if (key === 'model' || key === 'part' || key === 'material') kept.set(key, word)
      return word
    })
}

const oneOf = <T>(random: () => number, values: readonly T[]): T => {
  const value = values[Math.floor(random() * values.length)]
  if (value === undefined) throw new Error('nothing to choose from')
  return value
}
const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)
