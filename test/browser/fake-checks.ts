import type { Check } from '../../src/domain/draft.ts'

const RULES = {
  language: ['Written in Russian.', '俄语书写。', 'Написано по-русски.'],
  length: ['1 to 1000 characters.', '1至1000个字符。', 'От 1 до 1000 знаков.'],
  'no-links': ['No links.', '没有链接。', 'Без ссылок.'],
  placeholders: ['Nothing left to fill in.', '没有未填的占位符。', 'Все поля заполнены.'],
} satisfies Record<string, [string, string, string]>

export function passingChecks(): Check[] {
  return Object.entries(RULES).map(([rule, [en, zh, ru]]) => ({
    rule,
    status: 'pass',
    message: { en, zh, ru },
  }))
}

/** What the stand-in finds in a text: a phone number blocks, a promise of tomorrow warns. */
export function checkFakeText(text: string): Check[] {
  const found: Check[] = []
  const phone = /\+7[\d -]+/.exec(text)?.[0]
  if (phone) {
    found.push({
      rule: 'no-contacts',
      status: 'block',
      span: phone.trim(),
      message: {
        en: 'Ozon forbids phone numbers in replies.',
        zh: 'Ozon 禁止在回复中留电话号码。',
        ru: 'Ozon запрещает телефоны в ответах.',
      },
    })
  }
  if (text.includes('завтра')) {
    found.push({
      rule: 'promises',
      status: 'warn',
      span: 'завтра',
      message: {
        en: 'This promises a day.',
        zh: '这里承诺了具体日期。',
        ru: 'Здесь обещан день.',
      },
    })
  }
  return [...found, ...passingChecks()]
}
