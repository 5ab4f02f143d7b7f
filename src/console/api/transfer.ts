import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import {
  type ExportQuery,
  type ImportRowsQuery,
  type ImportRun,
  importListSchema,
  importRowsSchema,
  importRunAnswerSchema,
  type TemplateQuery,
} from '../../http/contracts/transfer.ts'
import { call, segment } from './client.ts'

const BUSY_EVERY_MS = 1_000

export const isBusy = ({ status }: ImportRun) => ['uploading', 'reading', 'writing'].includes(status)

/** Asked again and again while one of them is under way, in whichever window it was started. */
export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: async ({ signal }) =>
    (await call(importListSchema, '/api/imports', { query: { limit: 30 }, signal })).runs,
  refetchInterval: ({ state }) => (state.data?.some(isBusy) ? BUSY_EVERY_MS : false),
})

export const importRowsQuery = (run: ImportRun, outcome: ImportRowsQuery['outcome']) =>
  infiniteQueryOptions({
    queryKey: ['imports', run.shopId, run.id, run.status, outcome],
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) =>
      call(importRowsSchema, `${pathOf(run)}/rows`, {
        query: { outcome, after: pageParam, limit: 50 },
        signal,
      }),
    getNextPageParam: (last) => last.next ?? undefined,
  })

export async function uploadImport(input: {
  shopId: string
  what: ExportQuery['what']
  file: File
}): Promise<ImportRun> {
  const { run } = await call(importRunAnswerSchema, `/api/imports/${segment(input.shopId)}`, {
    method: 'POST',
    query: { what: input.what, fileName: input.file.name },
    file: input.file,
  })
  return run
}

export const confirmImport = (run: ImportRun) =>
  call(importRunAnswerSchema, `${pathOf(run)}/confirm`, { method: 'POST', body: {} })

export const cancelImport = (run: ImportRun) =>
  call(importRunAnswerSchema, `${pathOf(run)}/cancel`, { method: 'POST', body: {} })

export const rejectedAddress = (run: ImportRun, language: string) =>
  `${pathOf(run)}/rejected.csv?${new URLSearchParams({ language })}`

export const exportAddress = (shopId: string, query: ExportQuery) =>
  `/api/exports/${segment(shopId)}?${new URLSearchParams(query)}`

export const templateAddress = (query: TemplateQuery) => `/api/import-template?${new URLSearchParams(query)}`

const pathOf = ({ shopId, id }: ImportRun) => `/api/imports/${segment(shopId)}/${segment(id)}`
