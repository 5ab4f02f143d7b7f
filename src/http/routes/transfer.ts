import type { Readable } from 'node:stream'
import type { Actor } from '../../domain/actor.ts'
import { type App, actorOf } from '../app-types.ts'
import {
  type ExportQuery,
  exportQuerySchema,
  type ImportList,
  type ImportListQuery,
  type ImportRows,
  type ImportRowsQuery,
  type ImportRun,
  importListQuerySchema,
  importListSchema,
  importParamsSchema,
  importRowsQuerySchema,
  importRowsSchema,
  importRunAnswerSchema,
  rejectedQuerySchema,
  type StartImportQuery,
  shopOfTransferSchema,
  startImportQuerySchema,
  type TemplateQuery,
  templateQuerySchema,
} from '../contracts/transfer.ts'

type RunRef = { shopId: string; runId: string }
type ByActor = { actor: Actor }

/** What the routes need of `src/knowledge/transfer`. Nothing is written to knowledge before `confirmImport`. */
export type TransferVerbs = {
  startImport(
    input: StartImportQuery & ByActor & { shopId: string; body: AsyncIterable<Uint8Array> },
  ): Promise<ImportRun>
  listImports(query: ImportListQuery): Promise<ImportList>
  loadImport(ref: RunRef): Promise<ImportRun>
  listImportRows(ref: RunRef, query: ImportRowsQuery): Promise<ImportRows>
  exportRejected(ref: RunRef & { language: ExportQuery['language'] }): Promise<Readable>
  confirmImport(input: RunRef & ByActor): Promise<ImportRun>
  cancelImport(input: RunRef & ByActor): Promise<ImportRun>
  exportKnowledge(input: ExportQuery & { shopId: string }): Promise<Readable>
  importTemplate(query: TemplateQuery): Readable
}

const tags = ['import and export']
const config = { right: 'admin' } as const
const RUN = '/api/imports/:shopId/:runId'

export function transferRoutes(app: App, transfer: TransferVerbs): void {
  importRoutes(app, transfer)
  runRoutes(app, transfer)
  exportRoutes(app, transfer)
}

function importRoutes(app: App, transfer: TransferVerbs): void {
  // The file goes from the socket into the database piece by piece; its size is counted there.
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))

  app.route({
    method: 'POST',
    url: '/api/imports/:shopId',
    config,
    schema: {
      tags,
      summary:
        'Upload a file (application/octet-stream) and have it checked; nothing is written until confirmed',
      consumes: ['application/octet-stream'],
      params: shopOfTransferSchema,
      querystring: startImportQuerySchema,
      response: { 201: importRunAnswerSchema },
    },
    handler: async (request, reply) => {
      const run = await transfer.startImport({
        ...request.params,
        ...request.query,
        actor: actorOf(request),
        body: bytesOf(request.body),
      })
      return reply.code(201).send({ run })
    },
  })

  app.route({
    method: 'GET',
    url: '/api/imports',
    config,
    schema: {
      tags,
      summary: 'Imports, the newest first',
      querystring: importListQuerySchema,
      response: { 200: importListSchema },
    },
    handler: ({ query }) => transfer.listImports(query),
  })

  app.route({
    method: 'GET',
    url: '/api/import-template',
    exposeHeadRoute: false,
    config,
    schema: {
      tags,
      summary: 'A table to fill in, with examples',
      querystring: templateQuerySchema,
      produces: ['application/octet-stream'],
    },
    handler: ({ query }, reply) => {
      const { what, format } = query
      const name = `otvet-${what}-template.${format}`
      return reply.headers(fileHeaders(name, format)).send(transfer.importTemplate(query))
    },
  })
}

function runRoutes(app: App, transfer: TransferVerbs): void {
  app.route({
    method: 'GET',
    url: RUN,
    config,
    schema: {
      tags,
      summary: 'How far an import is',
      params: importParamsSchema,
      response: { 200: importRunAnswerSchema },
    },
    handler: async ({ params }) => ({ run: await transfer.loadImport(params) }),
  })

  app.route({
    method: 'GET',
    url: `${RUN}/rows`,
    config,
    schema: {
      tags,
      summary: 'What each row of the file would do',
      params: importParamsSchema,
      querystring: importRowsQuerySchema,
      response: { 200: importRowsSchema },
    },
    handler: ({ params, query }) => transfer.listImportRows(params, query),
  })

  app.route({
    method: 'GET',
    url: `${RUN}/rejected.csv`,
    exposeHeadRoute: false,
    config,
    schema: {
      tags,
      summary: 'The rejected rows with their reasons',
      params: importParamsSchema,
      querystring: rejectedQuerySchema,
      produces: ['text/csv'],
    },
    handler: async ({ params, query }, reply) => {
      const file = await transfer.exportRejected({ ...params, ...query })
      return reply.headers(fileHeaders(`rejected-${params.runId}.csv`, 'csv')).send(file)
    },
  })

  app.route({
    method: 'POST',
    url: `${RUN}/confirm`,
    config,
    schema: {
      tags,
      summary: 'Write the rows that were found good',
      params: importParamsSchema,
      response: { 200: importRunAnswerSchema },
    },
    handler: async (request) => ({
      run: await transfer.confirmImport({ ...request.params, actor: actorOf(request) }),
    }),
  })

  app.route({
    method: 'POST',
    url: `${RUN}/cancel`,
    config,
    schema: {
      tags,
      summary: 'End an import; what was written already stays',
      params: importParamsSchema,
      response: { 200: importRunAnswerSchema },
    },
    handler: async (request) => ({
      run: await transfer.cancelImport({ ...request.params, actor: actorOf(request) }),
    }),
  })
}

function exportRoutes(app: App, transfer: TransferVerbs): void {
  app.route({
    method: 'GET',
    url: '/api/exports/:shopId',
    exposeHeadRoute: false,
    config,
    schema: {
      tags,
      summary: 'All entries or products of a shop as a file; importing it again changes nothing',
      params: shopOfTransferSchema,
      querystring: exportQuerySchema,
      produces: ['application/octet-stream'],
    },
    handler: async ({ params, query }, reply) => {
      const { what, format } = query
      const file = await transfer.exportKnowledge({ ...params, ...query })
      return reply.headers(fileHeaders(`otvet-${what}.${format}`, format)).send(file)
    },
  })
}

const TYPES: Record<ExportQuery['format'], string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/x-ndjson; charset=utf-8',
  yml: 'application/xml; charset=utf-8',
}

const fileHeaders = (name: string, format: ExportQuery['format']) => ({
  'content-type': TYPES[format],
  'content-disposition': `attachment; filename="${name}"`,
  'cache-control': 'no-store',
})

async function* bytesOf(body: unknown): AsyncGenerator<Uint8Array> {
  if (typeof body !== 'object' || body === null || !(Symbol.asyncIterator in body)) return
  for await (const chunk of body as AsyncIterable<unknown>) if (chunk instanceof Uint8Array) yield chunk
}
