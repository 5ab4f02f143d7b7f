import type { AlarmingFlag, AlertKind } from '../domain/alert-kinds.ts'
import type { DueKind } from '../domain/service-target.ts'
import type { Language } from '../http/contracts/common.ts'

type Words = {
  heading: Record<AlertKind, (shop: string, count: number) => string>
  channel: Record<string, string>
  due: Record<DueKind, string>
  until(what: string, at: string): string
  since(what: string, at: string): string
  flag: Record<AlarmingFlag, string>
  stopped: { sending(channel: string): string; key: string; access(channel: string): string; pushes: string }
  beganAt(at: string): string
  keyEnds(days: number, day: string): string
  keyEnded(day: string): string
  budget: Record<'near' | 'spent', (spent: string, budget: string) => string>
  burst(topic: string, count: number, from: string, to: string): string
  waitingSince(at: string): string
  noProduct: string
  more(count: number): string
  test: { heading: string; text: string }
}

/** What alerts say, in the languages of the people. No word of a buyer has a place here. */
export const ALERT_WORDS: Record<Language, Words> = {
  ru: {
    heading: {
      nearly_due: (shop, count) => `${shop}: скоро истекает срок ответа (${count})`,
      overdue: (shop, count) => `${shop}: срок ответа прошёл (${count})`,
      one_star: (shop, count) => `${shop}: отзывы с одной звездой (${count})`,
      risk: (shop, count) => `${shop}: нужно внимание человека (${count})`,
      channel_stopped: (shop) => `${shop}: связь с площадкой нарушена`,
      key_expiring: (shop) => `${shop}: срок действия API-ключа`,
      budget: (shop) => `${shop}: бюджет на модели`,
      burst: (shop, count) => `${shop}: всплеск жалоб (${count})`,
      weekly_digest: (shop) => `${shop}: итоги недели`,
    },
    channel: { 'ozon-chat': 'Чат', 'ozon-review': 'Отзыв', 'ozon-question': 'Вопрос' },
    due: {
      window: 'окно ответа Ozon',
      answer_24h: '24 часа по правилам Ozon',
      response: 'первый ответ',
      resolution: 'решение',
    },
    until: (what, at) => `${what} до ${at}`,
    since: (what, at) => `${what} — срок был ${at}`,
    flag: {
      self_harm: 'угроза навредить себе',
      health_safety: 'здоровье и безопасность',
      legal_threat: 'угроза судом или жалобой',
      public_threat: 'угроза огласки',
      fraud: 'признаки мошенничества',
      money_demand: 'требование денег',
    },
    stopped: {
      sending: (channel) => `Отправка остановлена: ${channel}. Опубликованный ответ пропал.`,
      key: 'Площадка не отвечает на запросы с этим ключом. Проверьте ключ магазина.',
      access: (channel) => `Площадка закрыла доступ: ${channel}. Проверьте подписку и роли ключа.`,
      pushes: 'Уведомления площадки не приходят, сообщения читаются опросом.',
    },
    beganAt: (at) => `С ${at}`,
    keyEnds: (days, day) => `API-ключ действует до ${day}, осталось дней: ${days}.`,
    keyEnded: (day) => `API-ключ перестал действовать ${day}.`,
    budget: {
      near: (spent, budget) => `Потрачено ${spent} из ${budget} за месяц.`,
      spent: (spent, budget) =>
        `Бюджет месяца исчерпан: ${spent} из ${budget}. Черновики пишет встроенный модуль.`,
    },
    burst: (topic, count, from, to) => `«${topic}» — ${count} с ${from} по ${to}`,
    waitingSince: (at) => `ждёт ответа с ${at}`,
    noProduct: 'товар не указан',
    more: (count) => `и ещё ${count}`,
    test: {
      heading: 'Otvet: проверка',
      text: 'Это проверочное сообщение. Уведомления будут приходить сюда.',
    },
  },
  zh: {
    heading: {
      nearly_due: (shop, count) => `${shop}：即将到期（${count}）`,
      overdue: (shop, count) => `${shop}：已超过回复期限（${count}）`,
      one_star: (shop, count) => `${shop}：一星评价（${count}）`,
      risk: (shop, count) => `${shop}：需要人工关注（${count}）`,
      channel_stopped: (shop) => `${shop}：与平台的连接出现问题`,
      key_expiring: (shop) => `${shop}：API 密钥有效期`,
      budget: (shop) => `${shop}：模型预算`,
      burst: (shop, count) => `${shop}：投诉突增（${count}）`,
      weekly_digest: (shop) => `${shop}：周报`,
    },
    channel: { 'ozon-chat': '聊天', 'ozon-review': '评价', 'ozon-question': '提问' },
    due: {
      window: 'Ozon 回复窗口',
      answer_24h: 'Ozon 24 小时规则',
      response: '首次回复',
      resolution: '解决',
    },
    until: (what, at) => `${what}，截止 ${at}`,
    since: (what, at) => `${what}，已于 ${at} 到期`,
    flag: {
      self_harm: '自我伤害的表示',
      health_safety: '健康与安全',
      legal_threat: '扬言起诉或投诉',
      public_threat: '扬言曝光',
      fraud: '疑似欺诈',
      money_demand: '索要钱款',
    },
    stopped: {
      sending: (channel) => `已停止发送：${channel}。已发布的回复消失了。`,
      key: '平台不接受使用此密钥的请求，请检查店铺密钥。',
      access: (channel) => `平台已不允许访问：${channel}。请检查订阅和密钥的角色。`,
      pushes: '收不到平台推送，目前通过轮询读取消息。',
    },
    beganAt: (at) => `自 ${at} 起`,
    keyEnds: (days, day) => `API 密钥有效期至 ${day}，还剩 ${days} 天。`,
    keyEnded: (day) => `API 密钥已于 ${day} 失效。`,
    budget: {
      near: (spent, budget) => `本月已用 ${spent}，预算 ${budget}。`,
      spent: (spent, budget) => `本月预算已用完：${spent}，预算 ${budget}。草稿改由内置模块撰写。`,
    },
    burst: (topic, count, from, to) => `“${topic}”：${from} 至 ${to} 共 ${count} 次`,
    waitingSince: (at) => `自 ${at} 起等待回复`,
    noProduct: '未注明商品',
    more: (count) => `另有 ${count} 条`,
    test: { heading: 'Otvet：测试', text: '这是一条测试消息，提醒将发送到这里。' },
  },
  en: {
    heading: {
      nearly_due: (shop, count) => `${shop}: nearly due (${count})`,
      overdue: (shop, count) => `${shop}: overdue (${count})`,
      one_star: (shop, count) => `${shop}: one-star reviews (${count})`,
      risk: (shop, count) => `${shop}: somebody should look (${count})`,
      channel_stopped: (shop) => `${shop}: trouble with the marketplace`,
      key_expiring: (shop) => `${shop}: the API key`,
      budget: (shop) => `${shop}: the budget for models`,
      burst: (shop, count) => `${shop}: a burst of complaints (${count})`,
      weekly_digest: (shop) => `${shop}: the week`,
    },
    channel: { 'ozon-chat': 'Chat', 'ozon-review': 'Review', 'ozon-question': 'Question' },
    due: {
      window: 'Ozon’s reply window',
      answer_24h: 'Ozon’s 24 hours',
      response: 'first response',
      resolution: 'resolution',
    },
    until: (what, at) => `${what} until ${at}`,
    since: (what, at) => `${what} was due ${at}`,
    flag: {
      self_harm: 'talk of self-harm',
      health_safety: 'health and safety',
      legal_threat: 'threat of a court or a complaint',
      public_threat: 'threat of publicity',
      fraud: 'signs of fraud',
      money_demand: 'demand for money',
    },
    stopped: {
      sending: (channel) => `Sending is stopped: ${channel}. A published answer vanished.`,
      key: 'The marketplace does not answer with this key. Please check the shop’s key.',
      access: (channel) =>
        `The marketplace no longer lets us in: ${channel}. Check the subscription and the key’s roles.`,
      pushes: 'No pushes arrive from the marketplace; messages are read by polling.',
    },
    beganAt: (at) => `Since ${at}`,
    keyEnds: (days, day) => `The API key ends on ${day}; days left: ${days}.`,
    keyEnded: (day) => `The API key ended on ${day}.`,
    budget: {
      near: (spent, budget) => `${spent} of ${budget} is spent this month.`,
      spent: (spent, budget) =>
        `The month’s budget is spent: ${spent} of ${budget}. The built-in drafter writes now.`,
    },
    burst: (topic, count, from, to) => `“${topic}”: ${count} from ${from} to ${to}`,
    waitingSince: (at) => `waiting since ${at}`,
    noProduct: 'product unknown',
    more: (count) => `and ${count} more`,
    test: { heading: 'Otvet: a test', text: 'This is a test message. Alerts will arrive here.' },
  },
}
