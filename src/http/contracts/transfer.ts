import { z } from 'zod'
import {
  idSchema,
  isoOrNullSchema,
  isoSchema,
  languageSchema,
  personSchema,
  textSchema,
  trilingualSchema,
} from './common.ts'

/** Knowledge into and out of files: runs of an import, exports, templates. */

export const TRANSFER_KINDS = ['entries', 'products'] as const
export const TRANSFER_FORMATS = ['xlsx', 'csv', 'jsonl', 'yml'] as const
export const IMPORT_STATUSES = [
  'uploading',
  'reading',
  'ready',
  'writing',
  'done',
  'failed',
  'cancelled',
] as const
export const ROW_OUTCOMES = ['added', 'changed', 'unchanged', 'rejected'] as const

const kindSchema = z.enum(TRANSFER_KINDS)
const formatSchema = z.enum(TRANSFER_FORMATS)

export const importRunSchema = z.object({
  shopId: z.string(),
  id: z.string(),
  what: kindSchema,
  format: formatSchema,
  fileName: z.string(),
  bytes: z.int(),
  /** `ready` waits for a person; nothing is written before. */
  status: z.enum(IMPORT_STATUSES),
  rowsRead: z.int(),
  rowsWritten: z.int(),
  counts: z.object({ added: z.int(), changed: z.int(), unchanged: z.int(), rejected: z.int() }),
  /** What was left aside or taken for granted while reading. */
  notes: z.array(trilingualSchema),
  failure: trilingualSchema.nullable(),
  startedBy: personSchema,
  startedAt: isoSchema,
  finishedAt: isoOrNullSchema,
})
export type ImportRun = z.infer<typeof importRunSchema>

/** Answer of everything that concerns one run. */
export const importRunAnswerSchema = z.object({ run: importRunSchema })
export type ImportRunAnswer = z.infer<typeof importRunAnswerSchema>

export const shopOfTransferSchema = z.object({ shopId: idSchema })
export const importParamsSchema = z.object({ shopId: idSchema, runId: idSchema })

/** POST /api/imports/:shopId, the file as the body (application/octet-stream). */
export const startImportQuerySchema = z.object({
  what: kindSchema,
  fileName: textSchema(255, 1),
  /** Where the name does not tell. */
  format: formatSchema.optional(),
})
export type StartImportQuery = z.infer<typeof startImportQuerySchema>

/** GET /api/imports */
export const importListQuerySchema = z.object({
  shopId: idSchema.optional(),
  cursor: textSchema(512, 1).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})
export type ImportListQuery = z.infer<typeof importListQuerySchema>

export const importListSchema = z.object({
  runs: z.array(importRunSchema),
  nextCursor: z.string().nullable(),
})
export type ImportList = z.infer<typeof importListSchema>

/** GET /api/imports/:shopId/:runId/rows; `after` is the row of the last one seen. */
export const importRowsQuerySchema = z.object({
  outcome: z.enum(ROW_OUTCOMES).optional(),
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type ImportRowsQuery = z.infer<typeof importRowsQuerySchema>

export const importRowsSchema = z.object({
  rows: z.array(
    z.object({
      /** As a person counts rows in the file, from 1 with the header; of a YML catalogue the offer's number. */
      row: z.int(),
      outcome: z.enum(ROW_OUTCOMES),
      subject: z.string().nullable(),
      reason: trilingualSchema.nullable(),
    }),
  ),
  next: z.int().nullable(),
})
export type ImportRows = z.infer<typeof importRowsSchema>

/** GET /api/imports/:shopId/:runId/rejected.csv */
export const rejectedQuerySchema = z.object({ language: languageSchema.default('ru') })

/** GET /api/exports/:shopId */
export const exportQuerySchema = z.object({
  what: kindSchema,
  format: formatSchema,
  language: languageSchema.default('ru'),
})
export type ExportQuery = z.infer<typeof exportQuerySchema>

/** GET /api/import-template */
export const templateQuerySchema = z.object({
  what: kindSchema,
  format: z.enum(['xlsx', 'csv']),
  language: languageSchema.default('ru'),
})
export type TemplateQuery = z.infer<typeof templateQuerySchema>
