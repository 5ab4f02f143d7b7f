import type { Catalogue } from '../../src/http/contracts/catalogue.ts'
import type { Role } from '../../src/http/contracts/common.ts'
import type { KnowledgeList } from '../../src/http/contracts/knowledge.ts'
import type { User } from '../../src/http/contracts/people.ts'
import type { Products } from '../../src/http/contracts/products.ts'
import type { Shop } from '../../src/http/contracts/shops.ts'
import type { Spaces } from '../../src/http/contracts/spaces.ts'
import type { Status } from '../../src/http/contracts/status.ts'
import { fakeChannels, fakeOthers } from './fake-access.ts'

const MINUTE = 60_000

export function fakeShops(now: number, role: Role): Shop[] {
  return [
    {
      id: 'demo',
      name: 'Северный свет',
      marketplace: 'ozon',
      clientId: '1183402',
      apiBase: 'http://localhost:3001',
      isDemo: true,
      signature: null,
      webhookUrl:
        role === 'admin' ? 'https://desk.example.ru/webhooks/ozon/nT3kXv9qLw2mZr8yBs5cHd7fJg4pQa6e' : null,
      webhookNetworks: [],
      health: {
        lastPushAt: new Date(now - 2 * MINUTE).toISOString(),
        lastPollAt: new Date(now - 4 * MINUTE).toISOString(),
        lastPollError: null,
        capabilities: {
          checkedAt: new Date(now - 60 * MINUTE).toISOString(),
          subscription: 'PREMIUM_PLUS',
          missingMethods: [],
        },
        pushes: {
          state: 'on',
          grade: 'GREEN',
          reason: null,
          checkedAt: new Date(now - 5 * MINUTE).toISOString(),
          provedAt: new Date(now - 30 * MINUTE).toISOString(),
          retryAt: null,
          day: {
            pushes: 412,
            failed: 2,
            over1500: 3,
            over2500: 1,
            over5000: 0,
            rightShare: 410 / 412,
            averageMs: 14,
            maxMs: 2610,
          },
          gaps: [
            {
              reason: 'off',
              from: new Date(now - 300 * MINUTE).toISOString(),
              to: new Date(now - 270 * MINUTE).toISOString(),
              found: 2,
              looks: 4,
              closedAt: new Date(now - 269 * MINUTE).toISOString(),
            },
          ],
        },
        channels: fakeChannels(now),
        others: fakeOthers(now),
      },
      createdAt: new Date(now - 900 * MINUTE).toISOString(),
      disabledAt: null,
    },
  ]
}

export const fakeSpaces: Spaces = {
  passages: 1240,
  spaces: [
    {
      id: 'builtin-hash-v1',
      provider: 'hash',
      dimensions: 1024,
      status: 'live',
      embedded: 1240,
      startedAt: null,
      wentLiveAt: null,
      failure: null,
    },
    {
      id: 'openai:bge-m3:1024',
      provider: 'openai',
      dimensions: 1024,
      status: 'filling',
      embedded: 512,
      startedAt: null,
      wentLiveAt: null,
      failure: null,
    },
  ],
  wanted: { provider: 'openai', model: 'bge-m3', isLive: false },
  job: { attempts: 1, nextAt: null, lastError: null },
  error: null,
}

export function fakeCatalogue(now: number): Catalogue {
  const at = (minutes: number) => new Date(now - minutes * MINUTE).toISOString()
  return {
    syncs: [
      {
        id: 'sync-2',
        kind: 'full',
        status: 'running',
        total: 2_140,
        done: 1_200,
        added: 14,
        changed: 63,
        retired: 0,
        failure: null,
        startedBy: 'schedule',
        startedAt: at(1),
        finishedAt: null,
      },
    ],
    marked: 3,
    nextFullAt: at(-600),
  }
}

export function fakeStatus(now: number, model: 'none' | 'up' | 'down', isOutgrown = false): Status {
  return {
    version: '0.1.0',
    startedAt: new Date(now - 50 * MINUTE).toISOString(),
    demo: true,
    sandboxUrl: 'http://localhost:3001/',
    undoSeconds: 5,
    database: { kind: 'embedded', ok: true },
    drafter: { composer: 'built-in', name: 'built-in' },
    model:
      model === 'none'
        ? null
        : {
            name: 'qwen3-32b',
            baseUrl: 'http://localhost:8000/v1',
            ok: model === 'up',
            error: model === 'up' ? null : 'model_unreachable',
          },
    models:
      model === 'down'
        ? [
            {
              name: 'qwen3-32b',
              baseUrl: 'http://localhost:8000/v1',
              canSee: true,
              isPriced: true,
              state: 'resting',
              restsUntil: new Date(now + MINUTE).toISOString(),
              lastFailure: { code: 'model_unreachable', at: new Date(now - MINUTE).toISOString() },
              lastAnswerAt: new Date(now - 9 * MINUTE).toISOString(),
            },
          ]
        : [],
    spending:
      model === 'down'
        ? [
            {
              shopId: 'demo',
              name: 'Северный свет',
              calls: 1840,
              failedCalls: 12,
              inputTokens: 2_410_000,
              outputTokens: 318_000,
              costMicros: 8_620_000,
              budgetMicros: 10_000_000,
              level: 'near',
              lastFailure: {
                outcome: 'model_unreachable',
                model: 'qwen3-32b',
                at: new Date(now - MINUTE).toISOString(),
              },
            },
          ]
        : [],
    embedder: { name: 'hash-1024', dimensions: 1024, error: null },
    worker: { running: true, jobsWaiting: 3 },
    promptMisfits: isOutgrown
      ? [
          {
            shopId: 'demo',
            shopName: 'Северный свет',
            prompt: 'draft',
            key: 'own1',
            problems: [
              {
                en: 'Missing: {{facts}}. The code of this release fills it in.',
                zh: '缺少变量：{{facts}}，当前版本的程序会填入它。',
                ru: 'Не хватает: {{facts}}. Код этой версии подставляет это значение.',
              },
            ],
          },
        ]
      : [],
    shopWarnings: [{ shopId: 'demo', name: 'Северный свет', keyDays: 6, topics: ['webhook'] }],
    intake: {
      lastPushAt: new Date(now - 2 * MINUTE).toISOString(),
      lastPollAt: new Date(now - 4 * MINUTE).toISOString(),
    },
  }
}

export function fakeUsers(now: number): User[] {
  const person = (id: string, login: string, name: string, role: Role, language: User['language']): User => ({
    id,
    login,
    name,
    role,
    language,
    shopIds: null,
    mustChangePassword: false,
    createdAt: new Date(now - 400_000 * MINUTE).toISOString(),
    disabledAt: null,
  })
  return [
    person('u-me', 'admin', 'Ли Вэй', 'admin', 'zh'),
    person('u-anna', 'chen', 'Чэнь Юй', 'agent', 'zh'),
    person('u-olga', 'olga', 'Ольга Смирнова', 'lead', 'ru'),
  ]
}

const ENTRIES = [
  [
    'return-defect',
    'Как вернуть товар с дефектом?',
    'Возврат товара с дефектом оформляется в личном кабинете: «Заказы → Вернуть товар». К заявке приложите фото дефекта.',
    '有缺陷的商品如何退货？',
    '在个人中心“订单 → 退货”办理退货，申请需附上缺陷照片。',
  ],
  [
    'warranty-kettle',
    'Какая гарантия на чайники?',
    'Гарантия на чайники 12 месяцев со дня получения. Покрывает отказ нагревателя, течь, трещины корпуса и ручки при обычном использовании.',
    '水壶保修多久？',
    '水壶自收货之日起保修12个月，涵盖加热故障、漏水以及正常使用下的裂纹。',
  ],
  [
    'delivery-time',
    'Когда привезут заказ?',
    'Срок доставки считает Ozon по адресу покупателя; он виден в разделе «Заказы».',
    '订单什么时候送到？',
    '配送时间由Ozon按买家地址计算，可在“订单”中查看。',
  ],
] as const

export function fakeKnowledge(now: number, params: URLSearchParams): KnowledgeList {
  const search = params.get('search')?.toLowerCase() ?? ''
  const found = ENTRIES.filter((texts) => texts.join(' ').toLowerCase().includes(search))
  return {
    entries: found.map(([id, questionRu, answerRu, questionZh, answerZh], index) => ({
      shopId: 'demo',
      id,
      kind: 'faq',
      topic: null,
      questionRu,
      answerRu,
      questionZh,
      answerZh,
      questionEn: null,
      answerEn: null,
      variants: [],
      schemes: index === 0 ? ['FBS', 'FBO'] : [],
      brand: index === 1 ? 'Тёплый Ток' : null,
      category: null,
      skus: [],
      restsOn: [],
      warranty: null,
      machineFilled: [],
      owner: index === 1 ? 'Ольга Смирнова' : 'Ли Вэй',
      status: 'live',
      validFrom: null,
      validUntil: null,
      reviewBy: index === 2 ? new Date(now - 9000 * MINUTE).toISOString() : null,
      version: index + 1,
      updatedAt: new Date(now - index * 1000 * MINUTE).toISOString(),
      usage: {
        offered: 41 - index * 13,
        used: 30 - index * 12,
        sentUnchanged: 24 - index * 10,
        edited: 4,
        refused: index,
        lastUsedAt: new Date(now - index * 600 * MINUTE).toISOString(),
      },
    })),
    total: found.length,
    owners: ['Ли Вэй', 'Ольга Смирнова'],
    nextCursor: null,
  }
}

/** A drawn picture: enough to see that it came through the server. */
export function fakePicture(path: string) {
  const hue = [...path].reduce((sum, character) => sum + character.charCodeAt(0), 0) % 360
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200"><rect width="200" height="200" fill="hsl(${hue} 24% 88%)"/><path d="M62 78h66v62a14 14 0 0 1-14 14H76a14 14 0 0 1-14-14z" fill="hsl(${hue} 30% 46%)"/><path d="M128 88h18a12 12 0 0 1 0 42h-18" fill="none" stroke="hsl(${hue} 30% 36%)" stroke-width="9"/><path d="M70 78l6-18h38l6 18z" fill="hsl(${hue} 30% 36%)"/></svg>`
}

/** Two goods: one with what it fits, one of which nothing is said. */
export function fakeProducts(now: number): Products {
  const common = {
    shopId: 'demo',
    brand: 'Iskrum',
    category: { ru: 'Чехлы для телефонов', zh: '手机壳' },
    pictureUrl: null,
    isRetired: false,
    warranty: null,
    updatedAt: new Date(now).toISOString(),
  }
  return {
    products: [
      {
        ...common,
        sku: '100200301',
        offerId: 'CASE-15',
        name: 'Чехол для iPhone 15',
        nameZh: 'iPhone 15 手机壳',
        compatibility: [
          { fits: true, other: { ru: 'iPhone 15', zh: 'iPhone 15' } },
          { fits: false, other: { ru: 'iPhone 15 Pro' } },
        ],
      },
      {
        ...common,
        sku: '100200302',
        offerId: 'CASE-X',
        name: 'Чехол',
        nameZh: null,
        isRetired: true,
        compatibility: [],
      },
    ],
    total: 2,
    nextCursor: null,
  }
}
