import { queryOptions } from '@tanstack/react-query'
import type { Preset } from '../../domain/autonomy.ts'
import {
  autonomyReportSchema,
  autonomySchema,
  autoSendSchema,
  type SavePolicy,
  type SetCells,
  stopSwitchesSchema,
  switchThrownSchema,
} from '../../http/contracts/autonomy.ts'
import { okSchema } from '../../http/contracts/common.ts'
import type { CaseId } from './case.ts'
import { call, segment } from './client.ts'

const of = (shopId: string) => `/api/shops/${segment(shopId)}/autonomy`

/** Asked again on every change of a shop: a switch thrown by one person is seen by all. */
export const stopQuery = queryOptions({
  queryKey: ['stop-switches'],
  queryFn: ({ signal }) => call(stopSwitchesSchema, '/api/autonomy/stop', { signal }),
  refetchInterval: 60_000,
})

export const autonomyQuery = (shopId: string) =>
  queryOptions({
    queryKey: ['autonomy', shopId],
    queryFn: ({ signal }) => call(autonomySchema, of(shopId), { signal }),
  })

export const reportQuery = (shopId: string, days: number) =>
  queryOptions({
    queryKey: ['autonomy', shopId, 'report', days],
    queryFn: ({ signal }) => call(autonomyReportSchema, `${of(shopId)}/report`, { query: { days }, signal }),
  })

/** Under the case's own key: what makes the case stale makes this stale. */
export const autoSendQuery = ({ shopId, conversationId }: CaseId) =>
  queryOptions({
    queryKey: ['case', shopId, conversationId, 'auto-send'],
    queryFn: ({ signal }) =>
      call(autoSendSchema, `${caseOf({ shopId, conversationId })}/auto-send`, { signal }),
  })

export function throwSwitch({ isOn, ...body }: { shopId: string | null; isOn: boolean; reason?: string }) {
  return call(switchThrownSchema, `/api/autonomy/${isOn ? 'stop' : 'resume'}`, { method: 'POST', body })
}

export function resumeSending(body: { shopId: string; channel: string }) {
  return call(stopSwitchesSchema, '/api/autonomy/resume-sending', { method: 'POST', body })
}

export function savePolicy(shopId: string, body: SavePolicy) {
  return call(autonomySchema, `${of(shopId)}/policy`, { method: 'PUT', body })
}

export function setCells(shopId: string, body: SetCells) {
  return call(autonomySchema, `${of(shopId)}/cells`, { method: 'PUT', body })
}

export function fillFromPreset(shopId: string, preset: Preset) {
  return call(autonomySchema, `${of(shopId)}/preset`, { method: 'POST', body: { preset } })
}

export function stopSend(id: CaseId, draftId: string) {
  return call(okSchema, `${caseOf(id)}/drafts/${segment(draftId)}/stop-send`, { method: 'POST', body: {} })
}

const caseOf = ({ shopId, conversationId }: CaseId) =>
  `/api/shops/${segment(shopId)}/conversations/${segment(conversationId)}`
