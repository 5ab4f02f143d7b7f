import { describe, expect, it } from 'vitest'
import { OZON_ERROR_CODES } from './client/errors.ts'
import { OZON_ERROR_TEXTS } from './error-texts.ts'

describe('the plain words for what Ozon refuses', () => {
  it.each(OZON_ERROR_CODES)('exist for %s in three languages, each in its own letters', (code) => {
    const { en, zh, ru } = OZON_ERROR_TEXTS[code]
    expect(en).toMatch(/^[\p{Script=Latin}\p{P}\p{Zs}\d]+$/u)
    expect(zh).toMatch(/\p{Script=Han}{4}/u)
    expect(ru).toMatch(/\p{Script=Cyrillic}{4}/u)
    for (const text of [en, zh, ru]) expect(text).toMatch(/[.。]$/)
  })
})
