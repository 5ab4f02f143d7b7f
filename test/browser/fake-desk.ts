import type { CannedReply } from '../../src/http/contracts/canned.ts'
import type { Case } from '../../src/http/contracts/case.ts'
import type { CaseNote } from '../../src/http/contracts/notes.ts'
import type { SavedView } from '../../src/http/contracts/views.ts'

export const FAKE_DEPARTMENTS = [{ id: 'd-store', name: 'Склад' }]
export const FAKE_PEOPLE = [
  { id: 'u-me', name: 'Ли Вэй', role: 'admin' as const },
  { id: 'u-chen', name: 'Чэнь Юй', role: 'lead' as const },
  { id: 'u-olga', name: 'Ольга Смирнова', role: 'agent' as const },
]

export function addFakeNote({ notes }: Case, note: Omit<CaseNote, 'id' | 'createdAt'>) {
  notes.push({ ...note, id: `note-${notes.length}`, createdAt: new Date().toISOString() })
}

type Asked = { method: string; path: string; body: Record<string, unknown> }

/** The stand-in's desk of the agents: canned replies. Undefined = not its matter. */
export function createFakeDesk(now: number) {
  const updatedAt = new Date(now - 86_400_000).toISOString()
  const made = { shopId: null, isShared: true, version: 1, updatedBy: 'Ли Вэй', updatedAt }
  const canned: CannedReply[] = [
    {
      ...made,
      id: 'canned-return',
      title: '退货：告知步骤',
      textRu:
        'Здравствуйте, {buyer}! Возврат можно оформить в разделе «Заказы»: выберите заказ {order} и нажмите «Вернуть товар».',
      meaning: '您好！可在“订单”中办理退货：选择订单并点击“退货”。',
    },
    {
      ...made,
      id: 'canned-soon',
      title: '稍后答复',
      textRu: 'Здравствуйте, {buyer}! Уточняем по товару «{product}» и напишем вам здесь.',
      meaning: '您好！我们正在核实该商品的情况，稍后在此回复您。',
    },
    {
      ...made,
      id: 'canned-own',
      isShared: false,
      title: '感谢好评',
      textRu: 'Спасибо за тёплые слова! Команда «{shop}».',
      meaning: '感谢您的好评！',
    },
  ]
  const views: SavedView[] = [
    {
      id: 'view-1',
      name: '物流问题',
      owner: { id: 'u-me', name: 'Ли Вэй' },
      isMine: true,
      isShared: false,
      filter: { status: 'todo', category: 'order_delivery' },
      count: 1,
    },
  ]
  const answerViews = ({ method, path, body }: Asked): object | undefined => {
    if (!path.startsWith('/api/views')) return undefined
    if (method === 'GET') return { views }
    const id = path.split('/')[3] ?? `view-${views.length + 1}`
    const at = views.findIndex((view) => view.id === id)
    if (method === 'DELETE') views.splice(at, 1)
    else if (at >= 0) Object.assign(views[at] ?? {}, body)
    else
      views.push({ ...body, id, owner: { id: 'u-me', name: 'Ли Вэй' }, isMine: true, count: 1 } as SavedView)
    return method === 'DELETE' ? { ok: true } : { id }
  }
  return ({ method, path, body }: Asked): object | undefined => {
    if (path === '/api/colleagues') return { people: FAKE_PEOPLE, departments: FAKE_DEPARTMENTS }
    const view = answerViews({ method, path, body })
    if (view) return view
    const id = /^\/api\/canned-replies(?:\/(.+))?$/.exec(path)
    if (!id) return undefined
    if (method === 'GET') return { replies: canned }
    const at = canned.findIndex((one) => one.id === id[1])
    if (method === 'DELETE') {
      canned.splice(at, 1)
      return { ok: true }
    }
    const version = method === 'POST' ? 1 : Number(body.version) + 1
    const reply = { ...made, ...body, version, id: id[1] ?? `canned-${canned.length}` } as CannedReply
    if (at >= 0) canned[at] = reply
    else canned.push(reply)
    return { reply }
  }
}
