import fc from 'fast-check'
import { FILLABLE } from '../../src/domain/knowledge-entry.ts'
import { type EntryContent, entryContentSchema } from '../../src/knowledge/entry-content.ts'
import { type ProductContent, productContentSchema } from '../../src/knowledge/product-content.ts'

/** Texts as people write them and as they never should: formulas, quotation marks, separators, lines, codes. */
const NASTY = [
  '=1+1', "'=1", '+7 900', '-5 °C', '@home', '"', '""', "'", "''", ';', ',', '\t', '|', ' | ', ' = ', ': ', '\n', '\r\n', '\r',
  '[да]', '{"ru":1}', '[1]', '_x000D_', '_x005F_', '&amp;', '<b>x</b>', ']]>', '😀', '中文', 'ё', '\u00a0', '\u2028', '0012', '1e5',
  'да', 'нет', 'yes', '12', '12,5', 'fits: x', '#', 'sep=;', '\u0007', '\u0085', '\ufeff', '\ufffe',
] // biome-ignore format: a heap of texts

const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 3, arbitrary: fc.constantFrom('чайник', 'Гарантия', 'белый', '保修', 'USB-C', 'size M') },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
)
const anyText = (max = 5) =>
  fc
    .array(piece, { maxLength: max })
    .map((pieces) => pieces.join('').toWellFormed().replaceAll('\u0000', '').slice(0, 400).toWellFormed())
const someText = (max = 5) => anyText(max).map((text) => text.trim() || 'слово')
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const bilingual = fc.oneof(
  fc.record({ ru: anyText() }),
  fc.record({ ru: anyText(), zh: anyText() }),
  fc.record({ ru: fc.constant('накипь'), zh: fc.constant('水垢') }),
)
const moment = fc
  .date({ min: new Date('1999-01-01'), max: new Date('2199-01-01'), noInvalidDate: true })
  .chain((date) =>
    fc.constantFrom(date, new Date(Math.floor(date.getTime() / 86_400_000) * 86_400_000 - 10_800_000)),
  )
  .map((date) => date.toISOString())
const warranty = fc.record({
  months: fc.integer({ min: 0, max: 120 }),
  startEvent: fc.constantFrom('delivery' as const, 'purchase' as const),
  coverage: fc.array(bilingual, { maxLength: 3 }),
  exclusions: fc.array(bilingual, { maxLength: 3 }),
  serviceSteps: fc.array(bilingual, { maxLength: 3 }),
})

/** An entry that the store would keep. */
export const anyEntry = (): fc.Arbitrary<EntryContent> =>
  fc
    .record({
      kind: fc.constantFrom('faq', 'policy', 'past-answer', 'warranty'),
      topic: orNull(anyText(2)),
      questionRu: someText(),
      answerRu: someText(8),
      questionZh: orNull(anyText()),
      answerZh: orNull(anyText()),
      questionEn: orNull(anyText()),
      answerEn: orNull(anyText()),
      variants: fc.array(someText(), { maxLength: 4 }),
      schemes: fc.subarray(['FBO', 'FBS', 'rFBS']),
      brand: orNull(anyText(2)),
      category: orNull(anyText(2)),
      skus: fc.array(anyText(2), { maxLength: 4 }),
      warranty: orNull(warranty),
      machineFilled: fc.subarray([...FILLABLE]),
      owner: orNull(anyText(1)),
      status: fc.constantFrom('draft', 'live', 'retired'),
      validFrom: orNull(moment),
      validUntil: orNull(moment),
      reviewBy: orNull(moment),
    })
    .map((entry) => {
      const isWarranty = entry.kind === 'warranty'
      const isReversed = (entry.validFrom ?? '') >= (entry.validUntil ?? '9')
      return entryContentSchema.parse({
        ...entry,
        warranty: isWarranty ? entry.warranty : null,
        status:
          entry.status === 'live' && (isWarranty || entry.machineFilled.length > 0) ? 'draft' : entry.status,
        validUntil: isReversed ? null : entry.validUntil,
        owner: entry.owner?.slice(0, 90) ?? null,
      })
    })

export const anyProduct = (): fc.Arbitrary<ProductContent> =>
  fc
    .record({
      sku: fc.constant('1'),
      productId: orNull(fc.stringMatching(/^[0-9]{1,19}$/)),
      offerId: someText(2).map((text) => text.replaceAll(/\s/g, '') || 'a'),
      nameRu: someText(),
      nameZh: orNull(anyText()),
      brand: orNull(anyText(2)),
      categoryRu: orNull(anyText(2)),
      categoryZh: orNull(anyText(2)),
      descriptionRu: anyText(12),
      descriptionZh: orNull(anyText()),
      attributes: fc.array(
        fc.record(
          {
            key: fc.stringMatching(/^[a-z0-9_]{1,12}$/),
            name: bilingual,
            value: fc.oneof(
              fc.boolean(),
              fc.integer(),
              fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
              bilingual,
            ),
            unit: anyText(1),
          },
          { requiredKeys: ['key', 'name', 'value'] },
        ),
        { maxLength: 5 },
      ),
      sizes: fc.array(
        fc.record(
          {
            label: anyText(2),
            measures: fc.dictionary(anyText(1), anyText(2), { maxKeys: 3 }),
            stock: fc.integer({ min: 0, max: 1e6 }),
          },
          { requiredKeys: ['label', 'measures'] },
        ),
        { maxLength: 3 },
      ),
      compatibility: fc.array(fc.record({ fits: fc.boolean(), other: bilingual }), { maxLength: 3 }),
      warranty: orNull(warranty),
      pictureUrl: orNull(fc.webUrl()),
    })
    .map((product) => productContentSchema.parse(JSON.parse(JSON.stringify(product))))
