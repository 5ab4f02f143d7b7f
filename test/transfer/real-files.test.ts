import { describe, expect, it } from 'vitest'
import { FileProblem } from '../../src/knowledge/transfer/file-problem.ts'
import type { FileRow } from '../../src/knowledge/transfer/shapes.ts'
import { excelBook, readAll, zipOf } from './raw-files.ts'

const given = (rows: FileRow[]) => rows.map((row) => ('given' in row ? row.given : row.problem.code))
const problemOf = (reading: Promise<unknown>) =>
  reading.then(
    () => 'read',
    (error: unknown) => (error instanceof FileProblem ? error.reason.code : error),
  )
const cell = (ref: string, text: string) => `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`

/** Bytes as Russian Windows programs save them. */
function windows1251(text: string): Buffer {
  const table = new Map(
    Array.from({ length: 128 }, (_, i) => [
      new TextDecoder('windows-1251').decode(new Uint8Array([i + 128])),
      i + 128,
    ]),
  )
  return Buffer.from([...text].map((char) => table.get(char) ?? char.charCodeAt(0)))
}

describe('a workbook of Excel', () => {
  it('with shared texts, rich text, dates, formulas, booleans, empty rows and a merged header', async () => {
    const strings = [
      'SKU',
      'Название',
      'русский',
      'китайский',
      'Гарантия, месяцев',
      '<r><t>Чайник </t></r><r><rPr><b/></rPr><t>белый</t></r>',
      '水壶',
      'Каталог на 2026 год',
    ]
    const file = await excelBook({
      strings: strings.map((one) => (one.startsWith('<') ? one : `<t xml:space="preserve">${one}</t>`)),
      styles:
        '<numFmts count="1"><numFmt numFmtId="164" formatCode="[$-419]dd\\.mm\\.yyyy"/></numFmts>' +
        '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs>',
      sheets: {
        Служебный: '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>',
        Лист1:
          '<dimension ref="A1:D9"/><sheetData>' +
          '<row r="2"><c r="A2" t="s"><v>7</v></c><c r="B2" s="1"/></row>' +
          '<row r="4"><c r="A4" t="s"><v>0</v></c><c r="B4" t="s"><v>1</v></c><c r="C4"/><c r="D4" t="s"><v>4</v></c></row>' +
          '<row r="5"><c r="B5" t="s"><v>2</v></c><c r="C5" t="s"><v>3</v></c></row>' +
          '<row r="7"><c r="A7"><v>100000001</v></c><c r="B7" t="s"><v>5</v></c><c r="C7" t="s"><v>6</v></c><c r="D7"><f>6*2</f><v>12</v></c></row>' +
          '<row r="8"/><row r="9"><c r="A9" t="str"><f>"1"&amp;"2"</f><v>12</v></c><c r="B9" t="e"><v>#N/A</v></c></row>' +
          '<row r="10"><c r="A10"><v>3000000000817031942</v></c><c r="B10" t="s"><v>6</v></c></row>' +
          '<row r="11"><c r="A11"><v>7</v></c><c r="B11"><f>A1</f></c></row>' +
          '</sheetData><mergeCells count="3"><mergeCell ref="A4:A5"/><mergeCell ref="B4:C4"/><mergeCell ref="D4:D5"/></mergeCells>',
      },
      hidden: ['Служебный'],
    })
    const { read, notes } = await readAll(file, 'products', 'xlsx')
    expect(notes).toEqual([])
    expect(read).toEqual([
      {
        row: 7,
        given: { sku: '100000001', nameRu: 'Чайник белый', nameZh: '水壶', 'warranty.months': 12 },
      },
      { row: 9, problem: { code: 'cell_error', cell: 'B9', got: '#N/A' } },
      { row: 10, problem: { code: 'number_rounded', cell: 'A10' } },
      { row: 11, problem: { code: 'formula_empty', cell: 'B11' } },
    ])
  })

  it.each([
    [false, '46022', '2025-12-31'],
    [true, '44560', '2025-12-31'],
    [false, '46022.75', '2025-12-31 18:00'],
  ])('counts days from 1904: %s', async (is1904, serial, day) => {
    for (const style of [1, 2]) {
      const file = await excelBook({
        is1904,
        styles:
          '<numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;г.&quot;mm"/></numFmts>' +
          '<cellXfs><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="170"/></cellXfs>',
        sheets: {
          a:
            `<sheetData><row>${cell('A1', 'Вопрос')}${cell('B1', 'Ответ')}${cell('C1', 'Действует с')}</row>` +
            `<row>${cell('A2', 'Как?')}${cell('B2', 'Так.')}<c r="C2" s="${style}"><v>${serial}</v></c></row></sheetData>`,
        },
      })
      const { read } = await readAll(file, 'entries', 'xlsx')
      const moscow = new Date(
        `${day.replace(' ', 'T')}${day.length > 10 ? '' : 'T00:00'}:00+03:00`,
      ).toISOString()
      expect(given(read)).toMatchObject([{ questionRu: 'Как?', validFrom: moscow }])
    }
  })

  it('of several sheets gives the one named as in the template, and says so', async () => {
    const sheet = (word: string) =>
      `<sheetData><row>${cell('A1', '问题')}${cell('B1', '回答')}</row><row>${cell('A2', word)}${cell('B2', 'б')}</row></sheetData>`
    const file = await excelBook({ sheets: { Первый: sheet('первый'), Знания: sheet('знания') } })
    const { read, notes } = await readAll(file, 'entries', 'xlsx')
    expect(given(read)).toMatchObject([{ questionRu: 'знания' }])
    expect(notes).toEqual([{ code: 'sheet_chosen', got: 'Знания' }])
  })

  it('is refused where it was made to hurt, or is none', async () => {
    const bomb = await zipOf({
      'xl/workbook.xml': '<workbook/>',
      'xl/media/zeros': '0'.repeat(40 * 1024 ** 2),
    })
    expect(await problemOf(readAll(bomb, 'products', 'xlsx'))).toBe('zip_too_big')
    const laughs = await excelBook({
      doctype: '<!DOCTYPE worksheet [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>',
      sheets: { a: '<sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData>' },
    })
    expect(await problemOf(readAll(laughs, 'products', 'xlsx'))).toBe('dtd_refused')
    const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2_000)])
    expect(await problemOf(readAll(old, 'products', 'xlsx'))).toBe('not_xlsx')
    expect(await problemOf(readAll(await zipOf({ 'a.txt': 'b' }), 'products', 'xlsx'))).toBe('not_xlsx')
    const whole = await excelBook({
      sheets: { a: `<sheetData><row>${cell('A1', 'x'.repeat(9_000))}</row></sheetData>` },
    })
    expect(await problemOf(readAll(whole.subarray(0, whole.length - 30), 'products', 'xlsx'))).toBe(
      'not_xlsx',
    )
    const bent = Buffer.from(whole)
    bent.fill(0x55, 120, 160)
    expect(['xlsx_broken', 'not_xlsx', 'header_not_found']).toContain(
      await problemOf(readAll(bent, 'products', 'xlsx')),
    )
  })
})

describe('a CSV file', () => {
  const text =
    'Код;Вопрос;Ответ;Статус\r\n' +
    '1;"Как ""вернуть"" ёлку;\r\nесли осыпалась?";Никак;действует\r\n' +
    ';;;\r\n\r\n' +
    '2;Диагональ 6.7" экран?;\'=1+1;черновик\r\n'
  const rows = [
    {
      row: 2,
      given: {
        id: '1',
        questionRu: 'Как "вернуть" ёлку;\r\nесли осыпалась?',
        answerRu: 'Никак',
        status: 'live',
      },
    },
    { row: 5, given: { id: '2', questionRu: 'Диагональ 6.7" экран?', answerRu: '=1+1', status: 'draft' } },
  ]

  it.each([
    ['UTF-8', Buffer.from(text), []],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`), []],
    ['Windows-1251', windows1251(text), [{ code: 'encoding', got: 'windows-1251' }]],
    ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le'), [{ code: 'encoding', got: 'utf-16le' }]],
    [
      'UTF-16, the other way round',
      Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
      [{ code: 'encoding', got: 'utf-16be' }],
    ],
  ])('in %s is read', async (_, bytes, notes) => {
    expect(await readAll(bytes, 'entries', 'csv')).toEqual({ read: rows, notes })
  })

  it.each([',', '\t', '|'])('separated by «%s» is read', async (separator) => {
    const { read } = await readAll(
      Buffer.from(`sku${separator}name_ru\n1${separator}"a${separator}b"\n2${separator}c`),
      'products',
      'csv',
    )
    expect(given(read)).toEqual([
      { sku: '1', nameRu: `a${separator}b` },
      { sku: '2', nameRu: 'c' },
    ])
  })

  it('with an open quotation mark loses that row only', async () => {
    const many = Array.from({ length: 3_000 }, (_, i) => `${i + 10};Товар ${i};`).join('\n')
    const broken = `sku;Название;Цвет\n1;Чайник;\n2;"Куртка;белый\n3;"Кресло";\n${many}\n4;"конец;x`
    const { read, notes } = await readAll(Buffer.from(broken), 'products', 'csv')
    expect(notes).toEqual([{ code: 'columns_unknown', got: 'Цвет' }])
    expect(given(read).slice(0, 4)).toEqual([
      { sku: '1', nameRu: 'Чайник' },
      'quote_open',
      { sku: '3', nameRu: 'Кресло' },
      { sku: '10', nameRu: 'Товар 0' },
    ])
    expect(read).toHaveLength(3_004)
    expect(read.at(-1)).toEqual({ row: 3_005, problem: { code: 'quote_open' } })
  })

  it('says what is wrong with a row: too many cells, no such status, no date', async () => {
    const file =
      'Вопрос;Ответ;Статус;Действует с\na;b;live;;лишнее\na;b;спит;\na;b;;32.01.2026\na;b;;31.01.2026\n'
    const { read } = await readAll(Buffer.from(file), 'entries', 'csv')
    expect(given(read)).toEqual([
      'too_many_cells',
      'not_one_of',
      'wrong_value',
      { questionRu: 'a', answerRu: 'b', status: 'live', validFrom: '2026-01-30T21:00:00.000Z' },
    ])
  })

  it('without a header says which names were expected', async () => {
    expect(await problemOf(readAll(Buffer.from('a;b\n1;2\n'), 'entries', 'csv'))).toBe('header_not_found')
    expect(await problemOf(readAll(Buffer.from('\n\n'), 'entries', 'csv'))).toBe('header_not_found')
  })
})

describe('JSON Lines', () => {
  it('broken, cut and odd lines cost themselves only', async () => {
    const file = '{"id":"1","questionRu":"а","answerRu":"б","colour":1}\n\n[1]\n{broken\n{"id":"2"}'
    const { read, notes } = await readAll(Buffer.from(file), 'entries', 'jsonl')
    expect(read).toEqual([
      { row: 1, given: { id: '1', questionRu: 'а', answerRu: 'б' } },
      { row: 3, problem: { code: 'not_json' } },
      { row: 4, problem: { code: 'not_json' } },
      { row: 5, given: { id: '2' } },
    ])
    expect(notes).toEqual([{ code: 'columns_unknown', got: 'colour' }])
  })
})

describe('a Yandex Market catalogue', () => {
  const head = (encoding = 'UTF-8') =>
    `<?xml version="1.0" encoding="${encoding}"?><!DOCTYPE yml_catalog SYSTEM "shops.dtd"><yml_catalog date="2026-11-22 10:00">` +
    '<shop><name>Магазин</name><categories><category id="1">Техника</category><category id="2" parentId="1">Чайники</category>' +
    '<category id="3">Дача</category><category id="4" parentId="3">Чайники</category></categories><offers>'
  const tail = '</offers></shop></yml_catalog>'
  const offer = (id: string, inner: string) =>
    `<offer id="${id}" available="true"><price>990</price><currencyId>RUR</currencyId><categoryId>2</categoryId>${inner}</offer>`

  it('is read with its category tree, HTML, pictures, barcodes and parameters, in any encoding it names', async () => {
    const file =
      head('windows-1251') +
      offer(
        'K-1',
        '<picture>https://a/1.jpg</picture><picture>https://a/2.jpg</picture><name>Чайник &amp; Ко</name><vendor>Ток</vendor><vendorCode>TT-17</vendorCode>' +
          '<description><![CDATA[<p>Сталь.</p><ul><li>1,7&nbsp;л</li></ul><script>alert(1)</script>]]></description>' +
          '<barcode>4601234567890</barcode><param name="Объём" unit="л">1,7</param><param name="Автоотключение">да</param><param name="Ozon SKU">100</param>',
      ) +
      tail
    const { read, notes } = await readAll(windows1251(file), 'products', 'yml')
    expect(notes).toEqual([])
    expect(given(read)).toEqual([
      {
        sku: '100',
        offerId: 'K-1',
        nameRu: 'Чайник & Ко',
        brand: 'Ток',
        categoryRu: 'Техника / Чайники',
        descriptionRu: 'Сталь.\n\n• 1,7 л',
        pictureUrl: 'https://a/1.jpg',
        feedParams: [
          { name: 'Объём', value: '1,7', unit: 'л' },
          { name: 'Автоотключение', value: 'да' },
          { name: 'Артикул производителя', value: 'TT-17' },
          { name: 'Штрихкод', value: '4601234567890' },
        ],
        feedPrice: { price: 990, oldPrice: null, currency: 'RUB' },
      },
    ])
  })

  it('broken inside offers loses those, cut in the middle what stands after', async () => {
    const file =
      head() +
      offer('1', '<name>целый</name>') +
      offer('2', '\n<name>&laquo;A&raquo;</name>') +
      offer('2a', '<name>A & B</name><description><![CDATA[a & b &nbsp;c]]></description>') +
      offer('3', '<name>не закрыт</offer>').replace('</offer></offer>', '</offer>') +
      offer('4', '<name>x</name><param name=a>1</param>') +
      '<offer id="5"><name>без конца</name>' +
      offer('6', '<name>целый</name>') +
      '<offer id="7"><name>обры'
    const { read, notes } = await readAll(Buffer.from(file), 'products', 'yml')
    expect(given(read).map((one) => (typeof one === 'string' ? one : one.offerId))).toEqual([
      '1',
      'offer_broken',
      '2a',
      'offer_broken',
      'offer_broken',
      'offer_broken',
      '6',
      ...(read.length > 7 ? ['offer_broken'] : []),
    ])
    expect(read[1]).toMatchObject({ row: 2, problem: { line: 2 } })
    expect(notes).toEqual([{ code: 'file_cut' }])
  })

  it('with entities of its own is refused before one is unfolded', async () => {
    const laughs = `<?xml version="1.0"?><!DOCTYPE y [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><yml_catalog>&b;</yml_catalog>`
    expect(await problemOf(readAll(Buffer.from(laughs), 'products', 'yml'))).toBe('dtd_refused')
    expect(await problemOf(readAll(Buffer.from('<html></html>'), 'products', 'yml'))).toBe('not_yml')
  })
})
