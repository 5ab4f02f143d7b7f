import type { Database } from '../../db/client.ts'
import { deleteDepartment, listDepartments, saveDepartment } from '../../review/departments.ts'
import type { Clock } from '../../shared/clock.ts'
import { type App, actorOf } from '../app-types.ts'
import {
  departmentParamsSchema,
  departmentSavedSchema,
  departmentsSchema,
  saveDepartmentSchema,
} from '../contracts/departments.ts'

const config = { right: 'admin' } as const
const tags = ['people']
const ONE = '/api/departments/:departmentId'

/** Named parts of the team that cases are handed to. */
export function departmentRoutes(app: App, deps: { db: Database; clock: Clock }): void {
  app.route({
    method: 'GET',
    url: '/api/departments',
    config,
    schema: { tags, summary: 'All departments and their people', response: { 200: departmentsSchema } },
    handler: async () => ({ departments: await listDepartments(deps.db) }),
  })

  app.route({
    method: 'POST',
    url: '/api/departments',
    config,
    schema: {
      tags,
      summary: 'Add a department',
      body: saveDepartmentSchema,
      response: { 200: departmentSavedSchema },
    },
    handler: (request) => saveDepartment(deps, { ...request.body, actor: actorOf(request) }),
  })

  app.route({
    method: 'PUT',
    url: ONE,
    config,
    schema: {
      tags,
      summary: 'Change a department; what nobody in it can take any more goes back to everybody',
      params: departmentParamsSchema,
      body: saveDepartmentSchema,
      response: { 200: departmentSavedSchema },
    },
    handler: (request) =>
      saveDepartment(deps, { ...request.body, ...request.params, actor: actorOf(request) }),
  })

  app.route({
    method: 'DELETE',
    url: ONE,
    config,
    schema: {
      tags,
      summary: 'Dissolve a department; its cases go back to everybody',
      params: departmentParamsSchema,
      response: { 200: departmentSavedSchema },
    },
    handler: (request) => deleteDepartment(deps, { ...request.params, actor: actorOf(request) }),
  })
}
