import { numberLines } from '../../src/domain/reading-card.ts'
import type { Case } from '../../src/http/contracts/case.ts'
import type { DraftCard, RewrittenDraft, Translations } from '../../src/http/contracts/reading.ts'
import { draftCardSchema } from '../../src/http/contracts/reading.ts'

type FakeModel = 'none' | 'up' | 'down'
type Words = { sentences: string[]; asked: string[]; messages: Record<string, string>; by: string }

/** How a model would read the case of the kettle; the other cases are read by no model. */
const KETTLE: Record<'zh' | 'en' | 'ru', Words> = {
  zh: {
    sentences: [
      '您好，玛丽娜！',
      '很遗憾把手裂开了，这不应该发生。',
      '水壶自收货之日起有保修，正常使用下机身和把手的裂纹在保修范围内。',
      '您的订单2天前已签收，所以仍在保修期内。',
      '请在「订单 → 退货」中办理退货，附上这些照片，我们会审核申请。',
    ],
    asked: ['把手在底部裂开了，该怎么办？', '有保修吗？'],
    messages: {
      m1: '您好！这个水壶会自动断电吗？',
      m2: '您好！会的，水烧开后水壶自动断电，没有水时不会启动。',
      m3: '下午好。水壶用了2周，把手断了，就是从底部裂开的。该怎么办，有保修吗？',
    },
    by: '14天内',
  },
  en: {
    sentences: [
      'Hello, Marina!',
      'We are sorry that the handle cracked: it should not be so.',
      'The kettle has a warranty from the day of receipt; it covers cracks of the body and the handle in normal use.',
      'You received your order 2 days ago, so the term is still running.',
      'File a return under «Orders → Return» with these photos and we will look at it.',
    ],
    asked: ['What to do about the handle that cracked at its base?', 'Is there a warranty?'],
    messages: {
      m1: 'Hello! Does the kettle switch off by itself?',
      m2: 'Hello! Yes, it switches off by itself when the water boils, and does not start without water.',
      m3: 'Good day. The kettle worked for 2 weeks and the handle broke, it cracked at the base. What to do, is there a warranty?',
    },
    by: 'within 14 days',
  },
  ru: {
    sentences: [
      'Приветствие по имени.',
      'Сожаление, что ручка треснула: так не должно быть.',
      'Гарантия на чайник есть со дня получения, трещины корпуса и ручки при обычном использовании входят.',
      'Заказ получен 2 дня назад, срок ещё идёт.',
      'Оформить возврат в «Заказы → Вернуть товар» с этими фотографиями; заявку рассмотрят.',
    ],
    asked: ['Что делать с треснувшей ручкой?', 'Есть ли гарантия?'],
    messages: {},
    by: 'в течение 14 дней',
  },
}

const isLanguage = (value: string | null): value is keyof typeof KETTLE => value !== null && value in KETTLE

/** What the reading of the kettle drops and adds on purpose: the card must say it. */
export function fakeCard(data: Case, language: string | null, model: FakeModel): DraftCard {
  const { draft } = data
  if (model === 'down') return { reading: null, why: 'model_failed' }
  if (model === 'none' || draft?.id !== 'd-kettle' || !isLanguage(language))
    return { reading: null, why: 'no_model' }
  const words = KETTLE[language]
  const lines = draft.sentences.map(({ ru }, index) => ({ ru, text: words.sentences[index] ?? '' }))
  const [, , warranty, received, ask] = lines
  return draftCardSchema.parse({
    reading: {
      card: {
        asked: words.asked.map((text) => ({ ru: '', text })),
        answered: [warranty, received],
        promised: [{ ...ask, by: words.by }],
        numbers: numberLines(draft.text),
        denied: [lines[1]],
        buyerMust: [ask],
        open: [],
      },
      sentences: lines,
      lost: [{ kind: 'number', words: '12 месяцев', zh: '12个月', en: '12 months', within: warranty?.ru }],
      added: [{ kind: 'number', words: words.by, within: ask?.text }],
      model: 'qwen3-32b',
      promptVersion: 'read-reply/v1@000000000000',
    },
    why: null,
  })
}

export function fakeTranslations(data: Case, language: string | null, model: FakeModel): Translations {
  if (model !== 'up' || data.conversation.conversationId !== 'c-kettle' || !isLanguage(language))
    return { translations: [], why: 'no_model' }
  const { messages } = KETTLE[language]
  return {
    translations: Object.entries(messages).map(([messageId, text]) => ({
      messageId,
      text,
      lost: [],
      added: [],
    })),
    why: null,
  }
}

/** The agent's text becomes a draft that waits, with a warning where the two differ. */
export function fakeRewrite(data: Case, agentText: string): RewrittenDraft {
  const { draft } = data
  if (!draft) return { draftId: 'none' }
  const ru = 'Здравствуйте, Марина! Оформите возврат, мы рассмотрим заявку.'
  data.draft = {
    ...draft,
    id: `${draft.id}-own`,
    fingerprint: `${draft.fingerprint}-own`,
    text: ru,
    sentences: [{ ru, evidenceIds: [], class: 'inferred' }],
    agentText,
    origin: 'rewrite',
    checks: [
      ...draft.checks,
      {
        rule: 'rewrite',
        status: 'warn',
        span: '14天',
        message: {
          en: 'You wrote it, the Russian does not have it: 14天',
          zh: '您写了，但俄语中没有：14天',
          ru: 'Вы написали, а в русском тексте этого нет: 14天',
        },
      },
    ],
  }
  return { draftId: data.draft.id }
}
