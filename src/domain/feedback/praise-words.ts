import { starts } from './topic-rule.ts'

/** Beginnings of words that praise, and of words that blame, in what buyers write. */
const PRAISE = `
отлич супер класс шикарн прекрасн замечательн великолепн потрясающ идеальн бомб пушк топ топов огонь огнищ кайф
восторг восхи довол рад рада рады счаст нрав понрав любим любл обожа лучш хорош хороша качествен добротн удобн
красив стильн уютн мягк приятн тепл надежн прочн крепк рекоменд совет спасиб благодар молодц крут офиген охрен
шикар удачн подош идеал быстро быстр вовремя цел целая целый цела радует радуе оправд соответств довольн легко
находк четк балдеж волшебн чудесн прелест умниц милый милая классн бюджетн оригинал устраивает нареканий претензий
отлично-преотлично выручает беру заказываю всегда закажу зачет блеск волшебств вкусн ароматн аккуратн ровн плотн
`
const BLAME = `
ужас отврат кошмар плох хуже худш хренов фигов паршив дерьм говн г\\*вн отстой мерзост гадост дрян хлам мусор барахл
брак дефект неисправ слома сломан порва порван рвет рвут прорва развал рассып отвал отклеи расклеи лопн треснул
разочар расстро обид жаль жалк пожал зря напрасн выброш выкин выброс бесполез бестолк никак никуда никчем
обман развод подделк подозр врут ложь накруч мошенн фейк паленк возврат верну вернул вернула отказ отказал
воня вонь вонюч пахнет крив неровн царапин скол грязн дыр дырк тонк тонюс синтетик маломер большемер
глюч тупит тормоз лага завис виснет слета теряет пищит гудит шумит тих тихий тихая слаб слаба
неудоб неприят минус недостат проблем претенз беда печаль увы сожален жесть позор стыд безобраз
дорог переплат завыш не\\s?стоит долго медленн задерж опозд помят мят надорв рваный рваная
`
const list = (text: string) => text.trim().split(/\s+/).join('|')

const PRAISED = new RegExp(starts(list(PRAISE)).source, 'gu')
const BLAMED = new RegExp(starts(list(BLAME)).source, 'gu')
/** A word before what it turns into its opposite, one other word between them at most. */
const DENIED =
  /(?<!\p{L})(?:не|ни|без|нет|нету|никак\p{L}*|ничего не|ни один|ни разу|вряд ли)\s+(?:\p{L}+\s+)?$/u

export type Leaning = { praise: number; blame: number; deniedPraise: number; deniedBlame: number }

/** How many words of a folded text praise and blame, and how many of each are denied. */
export function leaningOf(folded: string): Leaning {
  const count = (pattern: RegExp) => {
    let [plain, denied] = [0, 0]
    for (const { index } of folded.matchAll(pattern)) {
      if (isDenied(folded, index)) denied += 1
      else plain += 1
    }
    return { plain, denied }
  }
  const praise = count(PRAISED)
  const blame = count(BLAMED)
  return {
    praise: praise.plain,
    blame: blame.plain,
    deniedPraise: praise.denied,
    deniedBlame: blame.denied,
  }
}

export const isDenied = (folded: string, at: number): boolean =>
  DENIED.test(folded.slice(Math.max(0, at - 30), at))
