import type { FindingKind, Trilingual } from '../../domain/draft.ts'

type Words = { says: Trilingual; without: Trilingual }
const t = (en: string, zh: string, ru: string): Trilingual => ({ en, zh, ru })

/** Each kind with another thing in the evidence («…») and with nothing there. */
const MESSAGES: Record<FindingKind, Words> = {
  number: {
    says: t('The number is another one in the evidence', '依据中的数字不同', 'В источнике другое число'),
    without: t('This number is not in the evidence', '依据中没有这个数字', 'Этого числа нет в источнике'),
  },
  unit: {
    says: t('The same number, another unit in the evidence', '数字相同，但依据中的单位不同', 'Число то же, но в источнике другая единица'),
    without: t('This unit is not in the evidence', '依据中没有这个单位', 'Такой единицы нет в источнике'),
  },
  size: {
    says: t('The size is another one in the evidence', '依据中的尺寸不同', 'В источнике другой размер'),
    without: t('This size is not in the evidence', '依据中没有这个尺寸', 'Этого размера нет в источнике'),
  },
  date: {
    says: t('The date is another one in the evidence', '依据中的日期不同', 'В источнике другая дата'),
    without: t('This date is not in the evidence', '依据中没有这个日期', 'Этой даты нет в источнике'),
  },
  time: {
    says: t('Days or hours are others in the evidence', '依据中的日期或时间段不同', 'В источнике другие дни или часы'),
    without: t('These days or hours are not in the evidence', '依据中没有这些日期或时间段', 'Этих дней или часов нет в источнике'),
  },
  model: {
    says: t('The evidence names another model or code', '依据中是其他型号或代码', 'В источнике другая модель или код'),
    without: t('This model or code is not in the evidence', '依据中没有这个型号或代码', 'Этой модели или кода нет в источнике'),
  },
  property: {
    says: t('The evidence names another colour, material or the like', '依据中的颜色、材质等不同', 'В источнике другой цвет, материал или свойство'),
    without: t('This colour, material or the like is not in the evidence', '依据中没有这种颜色、材质等', 'Этого цвета, материала или свойства нет в источнике'),
  },
  polarity: {
    says: t('The evidence says the opposite', '依据中的说法相反', 'В источнике сказано обратное'),
    without: t('The evidence does not say so', '依据中没有这样的说法', 'В источнике этого не сказано'),
  },
  negation: {
    says: t('The evidence does not deny it', '依据中并没有否定', 'Источник этого не отрицает'),
    without: t('The evidence denies nothing of the kind', '依据中没有这样的否定', 'Такого отрицания в источнике нет'),
  },
  party: {
    says: t('In the evidence somebody else does or pays it', '依据中由另一方承担或执行', 'В источнике это делает или оплачивает другая сторона'),
    without: t('The evidence does not say who', '依据中没有说明由谁', 'В источнике не сказано, кто это делает'),
  },
  state: {
    says: t('The evidence gives another state', '依据中的状态不同', 'В источнике другое состояние'),
    without: t('This state is not in the evidence', '依据中没有这种状态', 'Такого состояния в источнике нет'),
  },
  case: {
    says: t('The evidence speaks of another case', '依据说的是另一种情况', 'В источнике речь о другом случае'),
    without: t('The evidence speaks of another case', '依据说的是另一种情况', 'В источнике речь о другом случае'),
  },
  promise: {
    says: t('The evidence promises something else', '依据中承诺的是别的', 'В источнике обещано другое'),
    without: t('The evidence does not promise this', '依据中没有这项承诺', 'Источник этого не обещает'),
  },
  words: {
    says: t('Most of this is not in the evidence', '这句话的大部分内容依据中没有', 'Большей части этого нет в источнике'),
    without: t('Most of this is not in the evidence', '这句话的大部分内容依据中没有', 'Большей части этого нет в источнике'),
  },
  unclear: {
    says: t('The evidence does not plainly say so', '依据中没有明确这样说', 'В источнике прямо так не сказано'),
    without: t('The evidence does not plainly say so', '依据中没有明确这样说', 'В источнике прямо так не сказано'),
  },
  courtesy: {
    says: t('More than courtesy: it states something without evidence', '不只是客套话：其中有无依据的陈述', 'Это не просто вежливость: здесь есть утверждение без источника'),
    without: t('More than courtesy: it states something without evidence', '不只是客套话：其中有无依据的陈述', 'Это не просто вежливость: здесь есть утверждение без источника'),
  },
  'no-evidence': {
    says: t('No evidence is cited', '没有引用依据', 'Источник не указан'),
    without: t('No evidence is cited', '没有引用依据', 'Источник не указан'),
  },
  retired: {
    says: t('The evidence was changed or withdrawn since', '该依据已被更改或停用', 'Источник с тех пор изменён или отключён'),
    without: t('The evidence was changed or withdrawn since', '该依据已被更改或停用', 'Источник с тех пор изменён или отключён'),
  },
  'not-offered': {
    says: t('The cited evidence does not exist', '引用的依据不存在', 'Указанного источника нет'),
    without: t('The cited evidence does not exist', '引用的依据不存在', 'Указанного источника нет'),
  },
} // biome-ignore format: a table reads best as one

export function findingMessage(kind: FindingKind, instead: string | undefined): Trilingual {
  const { says, without } = MESSAGES[kind]
  if (instead === undefined) return without
  return t(`${says.en}: «${instead}»`, `${says.zh}：“${instead}”`, `${says.ru}: «${instead}»`)
}
