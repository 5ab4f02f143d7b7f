import type { Category } from '../../domain/category.ts'
import type { Bilingual } from '../../domain/product.ts'
import { givenName } from '../../domain/text/given-names.ts'

/** What the built-in composer says around the facts. Promises nothing. */
export const PHRASES = {
  greeting: { ru: 'Здравствуйте!', zh: '您好！' },
  handover: {
    ru: 'Ваше обращение передано сотруднику магазина.',
    zh: '您的问题已转交店铺工作人员。',
  },
  restHandedOver: {
    ru: 'Остальные вопросы из Вашего сообщения переданы сотруднику магазина.',
    zh: '您留言中的其他问题已转交店铺工作人员。',
  },
  whatMatter: {
    ru: 'Напишите, пожалуйста, какой у Вас вопрос.',
    zh: '请告诉我们您的问题。',
  },
  whatExactly: {
    ru: 'Уточните, пожалуйста, что именно нужно сделать и о каком заказе или товаре речь.',
    zh: '请说明您具体需要做什么，涉及哪个订单或商品。',
  },
  caseHandedOver: {
    ru: 'Описание Вашего случая передано сотруднику магазина.',
    zh: '您的具体情况已转交店铺工作人员。',
  },
  whatOnPhoto: {
    ru: 'Спасибо за фото. Напишите, пожалуйста, что случилось или какой у Вас вопрос.',
    zh: '感谢您的照片。请说明发生了什么，或您想咨询什么。',
  },
  thanks: { ru: 'Спасибо за добрые слова!', zh: '谢谢您的美言！' },
  glad: { ru: 'Рады, что всё получилось.', zh: '很高兴问题已解决。' },
  hardTime: { ru: 'Нам очень жаль, что Вам сейчас так тяжело.', zh: '得知您现在这样难受，我们非常难过。' },
  received: { ru: 'Спасибо за сообщение.', zh: '感谢您的留言。' },
} satisfies Record<string, Bilingual>

/** Said once when something went wrong for the buyer; admits no fault. */
const SORRY: Partial<Record<Category, Bilingual>> = {
  defect: { ru: 'Сожалеем, что с товаром возникла проблема.', zh: '很遗憾商品出现了问题。' },
  missing_part: { ru: 'Сожалеем, что комплект оказался неполным.', zh: '很遗憾配件不齐。' },
  complaint: { ru: 'Сожалеем, что у Вас осталось такое впечатление.', zh: '很遗憾给您留下了这样的印象。' },
}

/** «Есть ли он в комплекте?» only asks: nobody has told yet that something was missing. */
const TELLS_OF_LACK =
  /(?<!\p{L})(?:не (?:\p{L}+ )?(?:полож|оказал|приш|хвата|влож|был|долож|наш|увид|обнаруж|доехал)|забыл|отсутств|недоста|нехват|недокомплект|не все|не вс[её]|нет(?! ли)|нету|без|мало|только|потер|пуст|вместо|половин|должн)/iu

export function sorryFor(category: Category, turnText: string): Bilingual | undefined {
  return category === 'missing_part' && !TELLS_OF_LACK.test(turnText) ? undefined : SORRY[category]
}

/** By which measures the shop's table chooses a size. */
export function askForMeasures(names: string[]): Bilingual {
  return {
    ru: `Чтобы подобрать размер по таблице, напишите, пожалуйста, Ваши мерки: ${names.join(', ')}.`,
    zh: '为按尺码表推荐尺码，请告知您的尺寸。',
  }
}

/** «Здравствуйте, Анна!»; what is no name we know («user12», «Бухгалтерия») is left out. */
export function greetingFor(buyerName: string | undefined): Bilingual {
  const name = givenName(buyerName)
  return name ? { ru: `Здравствуйте, ${name}!`, zh: `${name}，您好！` } : PHRASES.greeting
}
