import { foldInPlace } from '../text/fold-in-place.ts'

export type ReadingLanguage = 'zh' | 'ru' | 'en'

/** A word that turns a statement round. What only looks so («не только», «не более», «если нет …») counts as none. */
const RU =
  /(?<!\p{L})(?:не(?! (?:только|более|менее|больше|меньше|позднее|позже|раньше|дольше|свыше|выше|ниже|просто|стесняйтесь|за что)(?!\p{L}))|нет|нельзя|никак\p{L}*|никогда|никто|ничего|ничто|нигде|ни|без|невозможн\p{L}+|недоступн\p{L}+|несовместим\p{L}+|недопустим\p{L}+|запрещ\p{L}+|отсутству\p{L}+)(?!\p{L})/gu
/** Words that deny without «не»: a translation of them may well have one. */
const RU_HIDDEN =
  /(?<!\p{L})(?:не|ни|нет|кроме|отдельно|отклон\p{L}+|друг\p{L}+|плох\p{L}+|наруш\p{L}+|мал\p{L}+|достаточно|исключ\p{L}+|отказ\p{L}*|прекра\p{L}+|законч\p{L}+|кончил\p{L}+|бракован\p{L}*|брак\p{L}*|поврежд\p{L}+|неисправ\p{L}+|сломан\p{L}*|сломал\p{L}*|пока|вряд|редко|против\p{L}*|вне|недо\p{L}+|нехват\p{L}+|некомплект\p{L}*|неудобств\p{L}*|бесплатн\p{L}*|беспровод\p{L}*|бесшумн\p{L}*|безопас\p{L}*|бес\p{L}+|без\p{L}+|отсутств\p{L}*|лиш\p{L}+|тольк\p{L}+|до|более|менее|больше|меньше|раньше|позднее|позже|избег\p{L}+|воздерж\p{L}+|берегите|независимо|любо\p{L}+|извин\p{L}+|сожале\p{L}+|жаль|стесня\p{L}+|пропа\p{L}+|потеря\p{L}*|истек\p{L}*|свыше|максимум|минимум|предел\p{L}*|одноразов\p{L}*|разн\p{L}+|отлич\p{L}+|различ\p{L}+|ошиб\p{L}+|задерж\p{L}+|заверш\p{L}+|отмен\p{L}+)(?!\p{L})/u
const ZH =
  /不|没|無|无|未|(?<![性区级特个识辨差类告])别(?![的人针墅克名])|勿|禁止|非(?!常)|拒绝|谢绝|缺少|以外/u
const EN =
  /(?<!\p{L})(?:not|no|never|none|nothing|nobody|neither|nor|without|cannot|unable|unavailable|impossible|forbidden|prohibited|isn|lack\p{L}*|incompatible|unsuitable|except)(?!\p{L})|n['’]t(?!\p{L})/iu
/** «不超过», «不仅», «不客气» and the like deny nothing. */
const ZH_HARMLESS =
  /没事|不(?:良|符|少于|多于|晚于|低于|仅|只是?|但|过|客气|用谢|便|好意思|同|断|锈钢|论|管|久)|无(?:论|线|声|噪)|没关系|没问题|差不多|要不|非常|未来|是否|能否|有没有|能不能|可不可以|是不是/gu
const EN_HARMLESS =
  /no (?:more|later|less|longer|earlier) than|not (?:only|more than|less than|later than)|no problem|do not hesitate|don['’]t hesitate|feel free/giu

/** The denying words of a Russian text, in order. */
export function denialsIn(text: string): { words: string; start: number; end: number }[] {
  return [...foldInPlace(text).matchAll(RU)].map(({ 0: word, index }) => ({
    words: text.slice(index, index + word.length),
    start: index,
    end: index + word.length,
  }))
}

/** Words by which a translation says «не …» without denying: «发错货» is «прислали не тот товар». */
const INSTEAD = {
  zh: /错|避免|前(?![面往])|失(?:灵|效|败)|缺|故障|松脱|停止|相差|防|拒|除外|以外|单独|直(?:插|接)|仅|只/u,
  en: /(?<!\p{L})(?:wrong|fail\p{L}*|broken|missing|stop\p{L}*|avoid\p{L}*|only|other than|refus\p{L}+|reject\p{L}*|out of stock)(?!\p{L})|(?<!\p{L})un\p{L}{4,}/iu,
}

/** Whether a translation may render a denial without denying. */
export const deniesInstead = (text: string, language: ReadingLanguage): boolean =>
  language !== 'ru' && INSTEAD[language].test(text)

/** Whether a text in this language denies anything. */
export function denies(text: string, language: ReadingLanguage): boolean {
  if (language === 'zh') return ZH.test(text.replace(ZH_HARMLESS, ''))
  if (language === 'en') return EN.test(text.replace(EN_HARMLESS, ''))
  return denialsIn(text).length > 0
}

/** Whether a faithful translation of this Russian could hold a denial: only then is one in it no finding. */
export const mayDeny = (russian: string): boolean =>
  denialsIn(russian).length > 0 || RU_HIDDEN.test(foldInPlace(russian))
