import type { Department, SaveDepartment } from '../../src/http/contracts/departments.ts'
import { FAKE_PEOPLE } from './fake-desk.ts'

type Asked = { method: string; path: string; body: Record<string, unknown> }

/** The stand-in's departments: kept, changed and dissolved. Undefined = not its matter. */
export function fakeDepartments() {
  const departments: Department[] = [
    {
      id: 'd-store',
      name: 'Склад',
      shopIds: null,
      lead: { id: 'u-olga', name: 'Ольга Смирнова' },
      members: [{ id: 'u-olga', name: 'Ольга Смирнова', isActive: true }],
      givesOut: true,
      waiting: 2,
      updatedAt: new Date().toISOString(),
    },
  ]
  return ({ method, path, body }: Asked): object | undefined => {
    const [, id] = /^\/api\/departments(?:\/(.+))?$/.exec(path) ?? []
    if (path !== '/api/departments' && !id) return undefined
    if (method === 'GET') return { departments }
    const at = departments.findIndex((one) => one.id === id)
    if (method === 'DELETE') {
      const [gone] = departments.splice(at, 1)
      return { id, returned: gone?.waiting ?? 0 }
    }
    const { leadId, memberIds, ...shape } = body as SaveDepartment
    const members = FAKE_PEOPLE.filter((person) => memberIds.includes(person.id)).map(
      ({ id: userId, name }) => ({
        id: userId,
        name,
        isActive: true,
      }),
    )
    const lead = members.find((member) => member.id === leadId) ?? null
    const saved = {
      ...shape,
      lead,
      members,
      id: id ?? `d-${departments.length}`,
      waiting: 0,
      updatedAt: new Date().toISOString(),
    }
    departments.splice(at === -1 ? departments.length : at, at === -1 ? 0 : 1, saved)
    return { id: saved.id, returned: 0 }
  }
}
