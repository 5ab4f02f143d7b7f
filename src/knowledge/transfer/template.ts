import type { Readable } from 'node:stream'
import { entryContentSchema } from '../entry-content.ts'
import { productContentSchema } from '../product-content.ts'
import type { Language } from './reasons.ts'
import type { OutRow, TransferKind } from './shapes.ts'
import { columnsOf } from './tables/columns.ts'
import { columnLabel } from './tables/labels.ts'
import { sheetOf, writeFile } from './write-file.ts'
import { writeXlsx } from './xlsx/write-xlsx.ts'

/** A table to fill in, with examples that show every way a cell is written; the workbook also explains itself. */
export function importTemplate({
  what,
  format,
  language,
}: {
  what: TransferKind
  format: 'xlsx' | 'csv'
  language: Language
}): Readable {
  const rows = each(EXAMPLES[what])
  if (format === 'csv') return writeFile(rows, { what, language, format })
  return writeXlsx([
    sheetOf(rows, { what, language }),
    { name: HELP_NAME[language], rows: helpRows(what, language), widths: [34, 100] },
  ])
}

async function* each(rows: OutRow[]): AsyncGenerator<OutRow> {
  yield* rows
}

const EXAMPLES: Record<TransferKind, OutRow[]> = {
  entries: [
    {
      id: 'example-1',
      ...entryContentSchema.parse({
        kind: 'faq',
        topic: 'returns',
        questionRu: 'Как вернуть товар?',
        answerRu:
          'Откройте заказ в личном кабинете Ozon и нажмите «Вернуть товар». Срок — 7 дней с получения.',
        questionZh: '如何退货？',
        answerZh: '在 Ozon 个人中心打开订单，点击“退货”。收货后 7 天内有效。',
        questionEn: 'How do I return an item?',
        answerEn: 'Open the order in your Ozon account and press “Return”. You have 7 days after receipt.',
        variants: ['Хочу сдать товар обратно', 'Оформить возврат'],
        schemes: ['FBO', 'FBS'],
        owner: 'Мария',
        status: 'draft',
        validFrom: '2026-01-01T00:00:00+03:00',
        reviewBy: '2026-12-31T00:00:00+03:00',
      }),
    },
    {
      id: 'example-2',
      ...entryContentSchema.parse({
        kind: 'warranty',
        questionRu: 'Какая гарантия на чайники?',
        answerRu: 'Гарантия 12 месяцев с момента получения.',
        questionZh: '电热水壶保修多久？',
        answerZh: '自收货起保修 12 个月。',
        category: 'Чайники',
        warranty: {
          months: 12,
          startEvent: 'delivery',
          coverage: [{ ru: 'нагревательный элемент', zh: '加热元件' }],
          exclusions: [{ ru: 'накипь', zh: '水垢' }, { ru: 'следы падения' }],
          serviceSteps: [{ ru: 'Напишите нам в чат и приложите фото', zh: '在聊天中联系我们并附上照片' }],
        },
        status: 'draft',
      }),
    },
  ],
  products: [
    productContentSchema.parse({
      sku: '100000001',
      offerId: 'KETTLE-17-WHITE',
      nameRu: 'Чайник электрический 1,7 л, белый',
      nameZh: '电热水壶 1.7 升，白色',
      brand: 'Тёплый Ток',
      categoryRu: 'Чайники',
      categoryZh: '电水壶',
      descriptionRu: 'Стальная колба, отключение при закипании.',
      attributes: [
        { key: 'volume_l', name: { ru: 'Объём', zh: '容量' }, value: 1.7, unit: 'л' },
        { key: 'auto_off', name: { ru: 'Автоотключение', zh: '自动断电' }, value: true },
        { key: 'color', name: { ru: 'Цвет', zh: '颜色' }, value: { ru: 'белый', zh: '白色' } },
      ],
      compatibility: [{ fits: true, other: { ru: 'подставка KB-2', zh: '底座 KB-2' } }],
      warranty: {
        months: 12,
        startEvent: 'delivery',
        coverage: [{ ru: 'нагревательный элемент', zh: '加热元件' }],
        exclusions: [{ ru: 'накипь', zh: '水垢' }],
        serviceSteps: [],
      },
    }),
    productContentSchema.parse({
      sku: '100000002',
      offerId: 'JACKET-M',
      nameRu: 'Куртка утеплённая',
      nameZh: '保暖外套',
      categoryRu: 'Куртки',
      categoryZh: '外套',
      sizes: [
        { label: 'M', measures: { chest_cm: '96-100', height_cm: '170' } },
        { label: 'L', measures: { chest_cm: '100-104', height_cm: '176' } },
      ],
    }),
  ],
}

type Help = Record<Language, string>

const HELP_NAME: Help = { zh: '说明', ru: 'Пояснения', en: 'Help' }

/** What is true of every table, then of one column. */
const GENERAL: Help[] = [
  {
    zh: '一行一个条目或商品。示例行请删除或覆盖。列的顺序和多少不限，列名可用中文、俄文、英文。',
    ru: 'Одна строка — одна запись или товар. Примеры удалите или замените. Столбцов может быть меньше и в любом порядке, названия — на русском, китайском или английском.',
    en: 'One row is one entry or product. Delete the examples or write over them. Columns may be fewer and in any order, named in Russian, Chinese or English.',
  },
  {
    zh: '文件中没有的列保持原值；有列但单元格为空，则恢复为默认值（空）。',
    ru: 'Чего нет среди столбцов, остаётся как было; пустая ячейка имеющегося столбца очищает поле.',
    en: 'What is not among the columns stays as it is; an empty cell of a column that is there clears the field.',
  },
  {
    zh: '列表每行写一项（Excel 中按 Alt+Enter 换行）。中文译文写在竖线之后：текст | 中文。',
    ru: 'Списки — по одному пункту в строке ячейки (в Excel Alt+Enter). Китайский перевод — после черты: текст | 中文.',
    en: 'Lists hold one item a line (Alt+Enter in Excel). Chinese follows a bar: текст | 中文.',
  },
  {
    zh: '日期按莫斯科时间：2026-12-31、31.12.2026 或 2026-12-31 18:00。',
    ru: 'Даты — по Москве: 2026-12-31, 31.12.2026 или 2026-12-31 18:00.',
    en: 'Dates are Moscow time: 2026-12-31, 31.12.2026 or 2026-12-31 18:00.',
  },
]

const OF_COLUMN: Record<string, Help> = {
  id: {
    zh: '不填则按店铺和俄文问题生成：再次导入同一文件会找到同一条目。',
    ru: 'Без кода запись узнаётся по магазину и русскому вопросу: тот же файл ещё раз найдёт её же.',
    en: 'Without one an entry is known by shop and Russian question: the same file again finds the same entry.',
  },
  sku: {
    zh: '不填则按商家货号查找；新商品以货号作为 SKU。',
    ru: 'Без SKU товар ищется по артикулу; у нового артикул становится SKU.',
    en: 'Without one a product is found by its offer ID; a new one takes it for its SKU.',
  },
  validUntil: {
    zh: '该日零点起失效。',
    ru: 'С начала этого дня запись уже не действует.',
    en: 'From the beginning of this day it no longer holds.',
  },
  skus: {
    zh: '为空表示适用于全部商品；可用逗号分隔。',
    ru: 'Пусто — для всех товаров; можно через запятую.',
    en: 'Empty: for all products. May be separated by commas.',
  },
  schemes: {
    zh: 'FBO、FBS、rFBS；为空表示全部。',
    ru: 'FBO, FBS, rFBS; пусто — все.',
    en: 'FBO, FBS, rFBS; empty: all.',
  },
  attributes: {
    zh: '每行一个：键：名称 | 中文 = 值 | 中文值 [单位]。键可省略，按名称生成；是/否写 да/нет、yes/no、是/否。',
    ru: 'В строке — ключ: Название | 名称 = значение | 值 [единица]. Ключ можно опустить, он сделается из названия; да/нет — словами.',
    en: 'A line is key: Name | 名称 = value | 值 [unit]. The key may be left out and is made from the name; yes/no as words.',
  },
  sizes: {
    zh: '每行一个尺码：M: chest_cm = 96-100; height_cm = 170; [库存] = 5。',
    ru: 'В строке — размер: M: chest_cm = 96-100; height_cm = 170; [остаток] = 5.',
    en: 'A line is a size: M: chest_cm = 96-100; height_cm = 170; [stock] = 5.',
  },
  compatibility: {
    zh: '每行一项：适用: … 或 不适用: …。',
    ru: 'В строке — подходит: … или не подходит: ….',
    en: 'A line is fits: … or does not fit: ….',
  },
}

function* helpRows(what: TransferKind, language: Language): Generator<string[]> {
  yield [HELP_NAME[language], '']
  for (const text of GENERAL) yield ['', text[language]]
  for (const { key } of columnsOf(what)) {
    const help = OF_COLUMN[key]
    if (help) yield [columnLabel(key, language), help[language]]
  }
}
