import type { Category } from '../../domain/category.ts'
import type { Bilingual } from '../../domain/product.ts'

/** What the built-in composer says around the facts. Promises nothing. */
export const PHRASES = {
  greeting: { ru: 'Здравствуйте!', zh: '您好！' },
  handover: {
    ru: 'Спасибо за сообщение. Ваше обращение передано сотруднику магазина.',
    zh: '感谢您的留言。您的问题已转交店铺工作人员。',
  },
  restHandedOver: {
    ru: 'Остальные вопросы из Вашего сообщения переданы сотруднику магазина.',
    zh: '您留言中的其他问题已转交店铺工作人员。',
  },
  whichProduct: {
    ru: 'Уточните, пожалуйста, о каком товаре идёт речь: напишите его артикул или название.',
    zh: '请说明您询问的是哪件商品：请发送货号或名称。',
  },
  whatMatter: {
    ru: 'Напишите, пожалуйста, какой у Вас вопрос.',
    zh: '请告诉我们您的问题。',
  },
  thanks: { ru: 'Спасибо за Ваше сообщение и за покупку.', zh: '感谢您的留言和购买。' },
} satisfies Record<string, Bilingual>

/** Said once when something went wrong for the buyer; admits no fault. */
const SORRY: Partial<Record<Category, Bilingual>> = {
  defect: { ru: 'Сожалеем, что с товаром возникла проблема.', zh: '很遗憾商品出现了问题。' },
  missing_part: { ru: 'Сожалеем, что комплект оказался неполным.', zh: '很遗憾配件不齐。' },
  complaint: { ru: 'Сожалеем, что у Вас осталось такое впечатление.', zh: '很遗憾给您留下了这样的印象。' },
}

export function sorryFor(category: Category): Bilingual | undefined {
  return SORRY[category]
}

/** «Здравствуйте, Анна!»; a name that is no name («user12», «покупатель») is left out. */
export function greetingFor(buyerName: string | undefined): Bilingual {
  const name = buyerName?.trim().split(/\s+/)[0] ?? ''
  if (!/^\p{Script=Cyrillic}{2,20}(?:-\p{Script=Cyrillic}{2,20})?$/u.test(name)) return PHRASES.greeting
  if (/^(?:покупатель|клиент|пользователь|аноним\p{L}*|гость|удал[её]нный)$/iu.test(name))
    return PHRASES.greeting
  const capitalised = name.charAt(0).toUpperCase() + name.slice(1)
  return { ru: `Здравствуйте, ${capitalised}!`, zh: `${capitalised}，您好！` }
}
