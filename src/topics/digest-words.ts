import type { Topic } from '../domain/feedback/topics.ts'
import { TOPIC_NAMES } from '../domain/feedback/topics.ts'
import type { Language } from '../http/contracts/common.ts'

type Words = {
  subject(shop: string, from: string, to: string): string
  headings: Record<'reviews' | 'causes' | 'spikes' | 'owners' | 'done' | 'left', string>
  reviews(count: number, before: number): string
  stars(mean: string, before: string): string
  low(count: number, before: number): string
  cause(topic: string, count: number, before: number, product: string): string
  spike(topic: string, product: string, count: number, from: string, to: string, expected: string): string
  owner(name: string, sent: number, kept: number, open: number, overdue: number): string
  nobody: string
  policy: string
  sent(count: number, publicCount: number): string
  promises(made: number, kept: number, withdrawn: number): string
  entry(question: string, name: string): string
  noEntries: string
  left(stars: number, product: string): string
  more(count: number): string
  none: string
  open: string
}

/** What a digest says, in the languages of the people. */
export const DIGEST_WORDS: Record<Language, Words> = {
  ru: {
    subject: (shop, from, to) => `${shop}: неделя ${from} — ${to}`,
    headings: {
      reviews: 'Отзывы',
      causes: 'На что жалуются',
      spikes: 'Всплески',
      owners: 'Кто отвечает',
      done: 'Что сделано',
      left: 'Ждут ответа',
    },
    reviews: (count, before) => `Отзывов: ${count} (неделей раньше ${before})`,
    stars: (mean, before) => `Средняя оценка: ${mean} (неделей раньше ${before})`,
    low: (count, before) => `С оценкой 1–3: ${count} (неделей раньше ${before})`,
    cause: (topic, count, before, product) =>
      `${topic}: ${count} (неделей раньше ${before}), чаще всего — ${product}`,
    spike: (topic, product, count, from, to, expected) =>
      `${product} — «${topic}»: ${count} с ${from} по ${to}, обычно за столько же дней ${expected}`,
    owner: (name, sent, kept, open, overdue) =>
      `${name}: отправлено ответов ${sent}, обещаний выполнено ${kept}, открыто ${open}, просрочено ${overdue}`,
    nobody: 'Без ответственного',
    policy: 'Автоматически',
    sent: (count, publicCount) => `Отправлено ответов: ${count}, из них на отзывы и вопросы ${publicCount}`,
    promises: (made, kept, withdrawn) =>
      `Обещаний дано: ${made}, выполнено: ${kept}, снято с объяснением: ${withdrawn}`,
    entry: (question, name) => `Изменена статья «${question}» — ${name}`,
    noEntries: 'База знаний не менялась',
    left: (stars, product) => `Отзыв, оценка ${stars}: ${product}`,
    more: (count) => `и ещё ${count}`,
    none: 'Нет',
    open: 'открыть',
  },
  zh: {
    subject: (shop, from, to) => `${shop}：${from} 至 ${to} 周报`,
    headings: {
      reviews: '评价',
      causes: '不满原因',
      spikes: '突增',
      owners: '负责人',
      done: '已完成',
      left: '待回复',
    },
    reviews: (count, before) => `评价数：${count}（上周 ${before}）`,
    stars: (mean, before) => `平均评分：${mean}（上周 ${before}）`,
    low: (count, before) => `1–3 星：${count}（上周 ${before}）`,
    cause: (topic, count, before, product) => `${topic}：${count}（上周 ${before}），最多的是 ${product}`,
    spike: (topic, product, count, from, to, expected) =>
      `${product}，“${topic}”：${from} 至 ${to} 共 ${count} 次，同样天数通常为 ${expected} 次`,
    owner: (name, sent, kept, open, overdue) =>
      `${name}：已发送回复 ${sent}，已兑现承诺 ${kept}，未完成 ${open}，逾期 ${overdue}`,
    nobody: '无负责人',
    policy: '自动发送',
    sent: (count, publicCount) => `已发送回复：${count}，其中评价和问题 ${publicCount}`,
    promises: (made, kept, withdrawn) => `新承诺：${made}，已兑现：${kept}，已撤回：${withdrawn}`,
    entry: (question, name) => `已更改条目“${question}”：${name}`,
    noEntries: '知识库无改动',
    left: (stars, product) => `${stars} 星评价：${product}`,
    more: (count) => `另有 ${count} 条`,
    none: '无',
    open: '打开',
  },
  en: {
    subject: (shop, from, to) => `${shop}: the week ${from} to ${to}`,
    headings: {
      reviews: 'Reviews',
      causes: 'What buyers complain of',
      spikes: 'Bursts',
      owners: 'Who answers',
      done: 'What was done',
      left: 'Waiting for an answer',
    },
    reviews: (count, before) => `Reviews: ${count} (${before} the week before)`,
    stars: (mean, before) => `Mean stars: ${mean} (${before} the week before)`,
    low: (count, before) => `Of one to three stars: ${count} (${before} the week before)`,
    cause: (topic, count, before, product) =>
      `${topic}: ${count} (${before} the week before), most of all ${product}`,
    spike: (topic, product, count, from, to, expected) =>
      `${product}, “${topic}”: ${count} from ${from} to ${to}, usually ${expected} in as many days`,
    owner: (name, sent, kept, open, overdue) =>
      `${name}: ${sent} answers sent, ${kept} promises kept, ${open} open, ${overdue} overdue`,
    nobody: 'Nobody in particular',
    policy: 'Automatic sending',
    sent: (count, publicCount) => `Answers sent: ${count}, of them to reviews and questions ${publicCount}`,
    promises: (made, kept, withdrawn) => `Promises made: ${made}, kept: ${kept}, taken back: ${withdrawn}`,
    entry: (question, name) => `Entry changed: “${question}”, by ${name}`,
    noEntries: 'The knowledge base was not changed',
    left: (stars, product) => `A review of ${stars} stars: ${product}`,
    more: (count) => `and ${count} more`,
    none: 'None',
    open: 'open',
  },
}

export const topicName = (topic: Topic, language: Language): string => TOPIC_NAMES[topic][language]
