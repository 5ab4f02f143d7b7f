import { type BenchRun, summariseBench } from '../../src/domain/prompt-bench.ts'
import { promptVariables } from '../../src/domain/prompt-text.ts'
import type { BenchCases, BenchView } from '../../src/http/contracts/prompt-benches.ts'
import type {
  LivePrompt,
  PromptBody,
  PromptList,
  PromptReleases,
  PromptVersion,
  PromptVersions,
} from '../../src/http/contracts/prompts.ts'
import { loadPrompt, promptNames } from '../../src/prompting/load-prompt.ts'

type Call = { method: string; url: URL; body: Record<string, unknown> }
type Refusal = { refused: { status: number; code: string; details?: object } }
type Answer =
  | PromptList
  | PromptVersions
  | PromptBody
  | PromptReleases
  | BenchView
  | BenchCases
  | { benches: BenchView['bench'][] }
  | { key: string; version: string }
  | { id: string }
  | { ok: true }
  | Refusal

const SHOP = 'demo'
const ME = { id: 'u-me', name: 'Ли Вэй' }
const SHIPPED = loadPrompt('draft')
const SHORTER = SHIPPED.body
  .replace('1 to 6 sentences, 600 characters at most.', '1 to 4 sentences, 350 characters at most.')
  .replace('## User', '请优先回答最后一个问题，不要重复买家的话。\n\n## User')

type Own = { key: string; body: string; reason: string; base: string; testedIn: string[]; at: number }

/** The prompts of a shop that wrote one version and has not published it; `undefined` for other paths. */
export function createFakePrompts(startedAt: number, { hasModel = false, isOutgrown = false } = {}) {
  const own: Own[] = [
    {
      key: 'own1',
      body: SHORTER,
      reason: '回复再短一些，先回答最后一个问题',
      base: SHIPPED.version,
      testedIn: [],
      at: startedAt - 3 * 3_600_000,
    },
  ]
  const versionOf = (key: string) => (key === 'v2' ? SHIPPED.version : `draft/${key}@a1b2c3d4e5f6`)
  const releases: PromptReleases['releases'] = isOutgrown
    ? [
        {
          release: 1,
          kind: 'publish',
          from: SHIPPED.version,
          to: versionOf('own1'),
          isTested: false,
          by: ME,
          reason: '先在一家店铺试用',
          at: new Date(startedAt - 2 * 86_400_000).toISOString(),
        },
      ]
    : []
  let live = isOutgrown ? 'own1' : 'v2'
  let looks = 0
  let bench: { id: string; key: string; isOver: boolean } | undefined

  const liveOf = (name: string): LivePrompt[] => {
    const shipped = `v${loadPrompt(name).number}`
    const key = name === 'draft' ? live : shipped
    const last = name === 'draft' ? releases[0] : undefined
    return [
      {
        shopId: SHOP,
        shopName: 'Тёплый Ток',
        key,
        inUse: isOutgrown ? shipped : key,
        version: name === 'draft' ? versionOf(key) : loadPrompt(name).version,
        problems:
          isOutgrown && name === 'draft'
            ? [
                {
                  code: 'missing',
                  names: ['promised'],
                  message: {
                    en: 'Missing: {{promised}}. The code fills these in, and the model would not see them.',
                    zh: '缺少：{{promised}}。这些内容由程序填入，缺了模型就看不到。',
                    ru: 'Не хватает: {{promised}}. Их подставляет программа, без них модель этого не увидит.',
                  },
                },
              ]
            : [],
        release: releases.length,
        movedAt: last?.at ?? null,
        movedBy: last?.by ?? null,
        reason: last?.reason ?? null,
        backTo: key === shipped || isOutgrown ? null : shipped,
      },
    ]
  }

  const listed = (): PromptVersion[] => [
    ...own.toReversed().map((one) => ({
      key: one.key,
      version: versionOf(one.key),
      isShipped: false,
      isPublishable: true,
      author: ME,
      reason: one.reason,
      base: one.base,
      createdAt: new Date(one.at).toISOString(),
      problems: [],
      testedIn: one.testedIn,
    })),
    ...[2, 1].map((number) => ({
      key: `v${number}`,
      version: loadPrompt('draft', number).version,
      isShipped: true,
      isPublishable: number === 2,
      author: null,
      reason: null,
      base: null,
      createdAt: null,
      problems: [],
      testedIn: [],
    })),
  ]

  const move = (kind: 'publish' | 'roll_back', to: string, reason: string) => {
    const isTested = own.find(({ key }) => key === to)?.testedIn.includes(SHOP) ?? true
    const at = new Date().toISOString()
    const [from, release] = [versionOf(live), releases.length + 1]
    releases.unshift({ release, kind, from, to: versionOf(to), isTested, by: ME, reason, at })
    live = to
  }

  /** Each look at the run finds two more cases done. */
  function look(step = 1): BenchView {
    const all = fakeCases()
    looks += step
    const done = bench?.isOver ? all.length : Math.min(all.length, looks * 2)
    if (bench && done === all.length) {
      bench.isOver = true
      own.find(({ key }) => key === bench?.key)?.testedIn.push(SHOP)
    }
    const { rules, ...summary } = summariseBench(all.slice(0, done))
    return {
      bench: {
        id: bench?.id ?? '',
        shopId: SHOP,
        prompt: 'draft',
        candidate: bench?.key ?? 'own1',
        live: 'v2',
        repeats: 2,
        categories: [],
        status: bench?.isOver ? 'done' : 'running',
        stopReason: null,
        startedBy: ME,
        startedAt: new Date(startedAt).toISOString(),
        finishedAt: bench?.isOver ? new Date(startedAt + 60_000).toISOString() : null,
        cases: all.length,
        done,
        failed: 0,
      },
      summary: { ...summary, rules: rules.map((one) => ({ ...one, quote: QUOTES[one.rule] ?? null })) },
    }
  }

  return {
    answer({ method, url, body }: Call): Answer | undefined {
      const path = url.pathname
      if (path === '/api/prompts') {
        const prompts = promptNames().map((name) => ({
          name,
          shipped: `v${loadPrompt(name).number}`,
          ownVersions: name === 'draft' ? own.length : 0,
          variables: promptVariables(loadPrompt(name).body),
          live: liveOf(name),
        }))
        return { model: hasModel ? 'qwen3-32b' : null, prompts }
      }
      const key = /^\/api\/prompts\/draft\/versions\/(\w+)$/.exec(path)?.[1]
      if (key) {
        const text = own.find((one) => one.key === key)?.body
        return { key, version: versionOf(key), body: text ?? loadPrompt('draft', Number(key.slice(1))).body }
      }
      if (path === '/api/prompts/draft/versions') {
        if (method === 'GET') return { versions: listed(), nextCursor: null }
        const added = `own${own.length + 1}`
        const { reason, base } = body as { reason: string; base: string }
        const text = String(body.body)
        own.push({ key: added, body: text, reason, base: versionOf(base), testedIn: [], at: Date.now() })
        return { key: added, version: versionOf(added) }
      }
      if (path.endsWith('/draft/publish')) {
        const to = body.number === null ? 'v2' : `own${body.number}`
        const isTested = own.find((one) => one.key === to)?.testedIn.includes(SHOP) ?? true
        if (!isTested && !body.acceptsUntested)
          return { refused: { status: 422, code: 'prompt_untested', details: { shops: [SHOP] } } }
        move('publish', to, String(body.reason))
        return { ok: true }
      }
      if (path.endsWith('/draft/roll-back')) {
        move('roll_back', 'v2', '')
        return { ok: true }
      }
      if (path.endsWith('/releases')) return { releases, nextCursor: null }
      if (path.endsWith('/prompt-benches')) {
        if (method === 'GET') return { benches: bench ? [look(0).bench] : [] }
        if (!hasModel) return { refused: { status: 503, code: 'no_model' } }
        bench = { id: 'b-1', key: `own${body.number}`, isOver: false }
        looks = 0
        return { id: bench.id }
      }
      if (path.endsWith('/prompt-benches/b-1')) return look()
      if (path.endsWith('/prompt-benches/b-1/cases')) {
        const show = url.searchParams.get('show')
        const cases = fakeCases()
          .map((one, position) => ({ ...one, position, conversationId: 'c-kettle', category: 'warranty' }))
          .filter(({ live, candidate }) => show !== 'changed' || live[0]?.text !== candidate[0]?.text)
        return { cases, total: cases.length, nextCursor: null }
      }
      return undefined
    },
  }
}

const QUOTES: Record<string, { en: string; zh: string; ru: string }> = {
  length: {
    en: 'A chat message has 1 to 1000 characters.',
    zh: '聊天消息为 1 至 1000 个字符。',
    ru: 'В чате сообщение занимает от 1 до 1000 знаков.',
  },
}

const run = (text: string, more: Partial<BenchRun> = {}): BenchRun => ({
  text,
  kind: 'answer',
  abstained: false,
  evidenceClass: 'documented',
  route: 'review',
  findings: [],
  unanswered: 0,
  unusable: null,
  inputTokens: 2_140,
  outputTokens: 180,
  costMicros: 2_480,
  latencyMs: 3_400,
  ...more,
})

function fakeCases() {
  const long =
    'Здравствуйте, Ольга! На чайник действует гарантия 12 месяцев со дня получения. Она закончится 14 марта 2027 года. Чтобы сдать чайник на проверку, напишите нам номер заказа, и мы подскажем порядок действий.'
  const short =
    'Здравствуйте, Ольга! На чайник действует гарантия 12 месяцев, она закончится 14 марта 2027 года. Для проверки напишите нам номер заказа.'
  const both = (text: string) => [run(text), run(text)]
  const fewer = { outputTokens: 110, costMicros: 2_200, latencyMs: 2_600 }
  const handed = { ...fewer, kind: 'handover' as const, abstained: true, evidenceClass: 'courtesy' as const }
  return [
    {
      turn: 'Здравствуйте! Сломалась ручка у чайника, есть ли гарантия и куда обращаться?',
      live: both(long),
      candidate: [run(short, fewer), run(short, fewer)],
      failure: null,
    },
    {
      turn: 'Подойдёт ли зарядка к телефону моей мамы?',
      live: both('Здравствуйте! Зарядка подходит к телефонам с разъёмом USB-C.'),
      candidate: [
        run('Здравствуйте! Этот вопрос передали сотруднику магазина.', handed),
        run('Здравствуйте! Этот вопрос передали сотруднику магазина.', handed),
      ],
      failure: null,
    },
    {
      turn: 'Когда приедет заказ?',
      live: both('Здравствуйте! Заказ приедет 25 ноября.'),
      candidate: [
        run('Заказ приедет 25 ноября.', { ...fewer, findings: [{ rule: 'length', status: 'warn' }] }),
        run('Заказ приедет 25 ноября.', fewer),
      ],
      failure: null,
    },
    {
      turn: 'Спасибо!',
      live: both('Спасибо, что написали!'),
      candidate: both('Спасибо, что написали!'),
      failure: null,
    },
  ]
}
