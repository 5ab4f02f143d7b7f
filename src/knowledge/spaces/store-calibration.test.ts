import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { calibrationFile } from '../../../eval/calibrate.ts'
import { createTestDatabase } from '../../../test/support/test-database.ts'
import type { OpenDatabase } from '../../db/open-database.ts'
import { auditRecords } from '../../db/schema/access.ts'
import { embeddingSpaces } from '../../db/schema/knowledge.ts'
import { CHANCE_FEATURES, MATTER_FEATURES, weightsOf } from '../answer-chance.ts'
import { readSpace } from './space-rows.ts'
import { clearCalibration, storeCalibration } from './store-calibration.ts'

const SPACE = 'openai:other:64'
const weights = { matter: MATTER_FEATURES.map((_, i) => i), candidate: CHANCE_FEATURES.map((_, i) => -i - 1) }
const clock = { now: () => new Date('2026-11-22T12:00:00Z') }
const actor = 'command line'

let opened: OpenDatabase
beforeAll(async () => {
  opened = await createTestDatabase()
  await opened.db.insert(embeddingSpaces).values({ id: SPACE, dimensions: 64 })
})
afterAll(() => opened.close())

const store = (text: string) => storeCalibration({ db: opened.db, clock }, { text, actor })
const stored = async () => (await readSpace(opened.db, SPACE))?.calibration ?? null

describe('the calibration of a space', () => {
  it('fitted by the evaluation is what search judges by, whatever the order in the file, and goes again', async () => {
    const file = JSON.parse(calibrationFile(SPACE, { weights }))
    const turned = { ...file, matter: Object.fromEntries(Object.entries(file.matter).reverse()) }
    await store(JSON.stringify(turned))
    expect(weightsOf(SPACE, await stored())).toEqual(weights)
    const [record] = await opened.db.select().from(auditRecords)
    expect(record).toMatchObject({
      actor,
      action: 'embedding.calibrated',
      subject: `embedding-space/${SPACE}`,
    })
    await clearCalibration({ db: opened.db, clock }, { space: SPACE, actor })
    expect(await stored()).toBeNull()
  })
  it('is refused with the reason when it is of another version, of no space, or no calibration', async () => {
    const file = JSON.parse(calibrationFile(SPACE, { weights }))
    const { bias: _, ...lacking } = file.matter
    const tried = [
      ['calibration_of_another_version', { ...file, matter: lacking }],
      ['calibration_of_another_version', { ...file, candidate: { ...file.candidate, mood: 1 } }],
      ['calibration_unreadable', { ...file, matter: { ...file.matter, bias: '1' } }],
      ['calibration_unreadable', []],
      ['space_not_found', { ...file, space: 'openai:unknown:64' }],
    ] as const
    for (const [code, content] of tried)
      await expect(store(JSON.stringify(content))).rejects.toMatchObject({ code })
    await expect(store('{')).rejects.toMatchObject({ code: 'calibration_not_json' })
    expect(await stored()).toBeNull()
  })
})
