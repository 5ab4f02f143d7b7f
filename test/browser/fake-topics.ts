import type { Digest, TopicsPage } from '../../src/http/contracts/topics.ts'

const DAY_MS = 86_400_000
const isoDay = (at: number) => new Date(at).toISOString().slice(0, 10)

/** What buyers complain of at the stand-in server: a burst, and a topic without one. */
export function fakeTopics(now: number, days: number): TopicsPage {
  const at = (ago: number) => new Date(now - ago * DAY_MS).toISOString()
  const series = (agos: number[]) =>
    Array.from({ length: days }, (_, day) => agos.filter((ago) => days - 1 - ago === day).length)
  const zipper = series([0, 1, 1, 2, 3])
  const smell = series([5, 12, 20])
  const product = (sku: string, name: string) => ({ sku, name, nameZh: null, pictureUrl: null })
  return {
    from: isoDay(now - (days - 1) * DAY_MS),
    to: isoDay(now),
    spikes: 1,
    products: [
      {
        shopId: 'demo',
        shopName: 'Тёплый Ток',
        product: product('2866423590', 'Комбинезон детский зимний'),
        reviews: 12,
        lowReviews: 5,
        complaints: 5,
        days: zipper,
        topics: [
          {
            topic: 'zipper',
            count: 5,
            days: zipper,
            spike: { from: isoDay(now - 3 * DAY_MS), to: isoDay(now), count: 5, expected: 0.1, chance: 1e-6 },
            quotes: [
              {
                conversationId: 'c-review',
                channel: 'ozon-review',
                words: 'Сломалась молния на второй день',
                heardAt: at(0),
              },
              {
                conversationId: 'c-sent',
                channel: 'ozon-review',
                words: 'Молния заедает и расходится снизу',
                heardAt: at(1),
              },
            ],
          },
        ],
      },
      {
        shopId: 'demo',
        shopName: 'Тёплый Ток',
        product: product('2119647215', 'Чайник электрический'),
        reviews: 20,
        lowReviews: 1,
        complaints: 3,
        days: smell,
        topics: [
          {
            topic: 'smell',
            count: 3,
            days: smell,
            spike: null,
            quotes: [
              {
                conversationId: 'c-sent',
                channel: 'ozon-review',
                words: 'Сильный запах пластика',
                heardAt: at(5),
              },
            ],
          },
        ],
      },
    ],
  }
}

export const fakeDigest = (day: string | null): Digest => ({
  shopId: 'demo',
  from: day ?? '2026-11-09',
  to: '2026-11-15',
  subject: 'Тёплый Ток: неделя 9 ноября — 15 ноября',
  sections: [
    {
      heading: 'Отзывы',
      lines: [{ text: 'Отзывов: 12 (неделей раньше 9)', quote: null, conversationId: null }],
    },
    {
      heading: 'На что жалуются',
      lines: [
        {
          text: 'Молния, застёжка: 5 (неделей раньше 0)',
          quote: 'Сломалась молния',
          conversationId: 'c-sent',
        },
      ],
    },
  ],
  markdown: '# Тёплый Ток',
})
