import type { Check, Trilingual } from '../draft.ts'
import type { Compared, ReadingFinding } from './reading.ts'

const WORDS: Record<'lost' | 'added', Record<'number' | 'negation' | 'sentence', Trilingual>> = {
  lost: {
    number: {
      en: 'You wrote it, the Russian does not have it:',
      zh: '您写了，但俄语中没有：',
      ru: 'Вы написали, а в русском тексте этого нет:',
    },
    negation: {
      en: 'You deny something that the Russian does not deny:',
      zh: '您写的是否定，俄语却不是：',
      ru: 'Вы отрицаете то, чего русский текст не отрицает:',
    },
    sentence: {
      en: 'This sentence of yours was not rendered:',
      zh: '您的这句话没有译出：',
      ru: 'Эта ваша фраза не передана:',
    },
  },
  added: {
    number: {
      en: 'The Russian has it, you did not write it:',
      zh: '俄语中有，但您没有写：',
      ru: 'В русском тексте есть то, чего вы не писали:',
    },
    negation: {
      en: 'The Russian denies something that you do not deny:',
      zh: '俄语是否定，您写的却不是：',
      ru: 'Русский текст отрицает то, чего вы не отрицаете:',
    },
    sentence: {
      en: 'The Russian has a sentence that you did not write:',
      zh: '俄语多出了您没有写的一句：',
      ru: 'В русском тексте есть фраза, которой вы не писали:',
    },
  },
}

const RULE = 'rewrite'

/** What an agent's text and its Russian do not share, as warnings; one that passes where they agree. */
export function rewriteChecks({ lost, added }: Compared): Check[] {
  const checks = [
    ...lost.map((finding) => warning('lost', finding)),
    ...added.map((finding) => warning('added', finding)),
  ]
  if (checks.length > 0) return checks
  return [
    {
      rule: RULE,
      status: 'pass',
      message: {
        en: 'Numbers, dates and denials of your text are those of the Russian.',
        zh: '您的文字与俄语中的数字、日期和否定一致。',
        ru: 'Числа, даты и отрицания вашего текста и русского совпадают.',
      },
    },
  ]
}

/** Findings that belong to a draft for good: they compare it with a text that nobody checks again. */
export const isRewriteCheck = ({ rule }: Pick<Check, 'rule'>): boolean => rule === RULE

function warning(side: 'lost' | 'added', { kind, words }: ReadingFinding): Check {
  const text = WORDS[side][kind === 'promise' || kind === 'request' ? 'sentence' : kind]
  const short = words.slice(0, 120)
  return {
    rule: RULE,
    status: 'warn',
    span: short,
    message: { en: `${text.en} ${short}`, zh: `${text.zh}${short}`, ru: `${text.ru} ${short}` },
  }
}
