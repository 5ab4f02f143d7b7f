import { queryOptions } from '@tanstack/react-query'
import {
  type AddTarget,
  alertsSchema,
  alertTrialSchema,
  type ChooseBot,
  type ChooseMail,
  houseAlertsSchema,
  type SaveAlerts,
  targetAddedSchema,
} from '../../http/contracts/alerts.ts'
import { call, callForEffect, segment } from './client.ts'

const PATH = '/api/alerts'

export const alertsQuery = queryOptions({
  queryKey: ['alerts'],
  queryFn: ({ signal }) => call(alertsSchema, PATH, { signal }),
})

export const houseAlertsQuery = queryOptions({
  queryKey: ['alerts', 'house'],
  queryFn: ({ signal }) => call(houseAlertsSchema, `${PATH}/house`, { signal }),
})

export const saveAlerts = (body: SaveAlerts) => callForEffect(PATH, { method: 'PUT', body })

export const addTarget = (body: AddTarget) =>
  call(targetAddedSchema, `${PATH}/targets`, { method: 'POST', body })

export const removeTarget = (id: string) =>
  callForEffect(`${PATH}/targets/${segment(id)}`, { method: 'DELETE' })

export const tryTarget = (id: string) =>
  call(alertTrialSchema, `${PATH}/targets/${segment(id)}/test`, { method: 'POST' })

export const saveMail = (body: ChooseMail) => callForEffect(`${PATH}/mail`, { method: 'PUT', body })

export const saveBot = (body: ChooseBot) => callForEffect(`${PATH}/bot`, { method: 'PUT', body })

export const forgetHouse = (what: 'mail' | 'bot') => callForEffect(`${PATH}/${what}`, { method: 'DELETE' })

export const tryMail = (to: string) =>
  call(alertTrialSchema, `${PATH}/mail/test`, { method: 'POST', body: { to } })

export const tryBot = () => call(alertTrialSchema, `${PATH}/bot/test`, { method: 'POST' })
