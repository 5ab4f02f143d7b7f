/** Why a row is not taken, or what a file made us do, in the words of whoever reads it. */
const TEXTS = {
  not_json: {
    en: 'The line is not a JSON object.',
    zh: '该行不是 JSON 对象。',
    ru: 'Строка не является объектом JSON.',
  },
  row_too_long: {
    en: 'The row is longer than {max} characters.',
    zh: '该行超过 {max} 个字符。',
    ru: 'Строка длиннее {max} символов.',
  },
  quote_open: {
    en: 'A quotation mark in this row is not closed.',
    zh: '该行有未闭合的引号。',
    ru: 'В строке не закрыта кавычка.',
  },
  too_many_cells: {
    en: 'The row has {got} cells, the header has {expected}.',
    zh: '该行有 {got} 个单元格，表头只有 {expected} 个。',
    ru: 'В строке ячеек: {got}, а в заголовке: {expected}.',
  },
  cell_error: {
    en: 'The cell {cell} holds the error {got}.',
    zh: '单元格 {cell} 的值是错误 {got}。',
    ru: 'В ячейке {cell} стоит ошибка {got}.',
  },
  formula_empty: {
    en: 'The cell {cell} holds a formula without its result: open the file in a spreadsheet and save it.',
    zh: '单元格 {cell} 只有公式没有结果：请用表格软件打开并保存文件。',
    ru: 'В ячейке {cell} формула без результата: откройте файл в табличном редакторе и сохраните.',
  },
  number_rounded: {
    en: 'The cell {cell} holds a number of more than 15 digits, which the spreadsheet has rounded: make it text.',
    zh: '单元格 {cell} 的数字超过 15 位，已被表格软件舍入：请改为文本格式。',
    ru: 'В ячейке {cell} число длиннее 15 цифр, таблица его округлила: сделайте ячейку текстовой.',
  },
  missing: { en: '“{column}” is empty.', zh: '“{column}”为空。', ru: 'Не заполнено «{column}».' },
  too_long: {
    en: '“{column}” is longer than {max}.',
    zh: '“{column}”超过上限 {max}。',
    ru: '«{column}»: больше, чем {max}.',
  },
  not_one_of: {
    en: '“{column}”: expected one of {expected}.',
    zh: '“{column}”：应为以下之一：{expected}。',
    ru: '«{column}»: ожидается одно из: {expected}.',
  },
  wrong_value: {
    en: '“{column}” cannot be read: {expected}.',
    zh: '“{column}”无法识别：{expected}。',
    ru: '«{column}» не читается: {expected}.',
  },
  bad_id: {
    en: '“{column}”: expected 1-128 Latin letters, digits and signs without spaces.',
    zh: '“{column}”：应为 1-128 个不含空格的拉丁字母、数字或符号。',
    ru: '«{column}»: ожидается от 1 до 128 латинских букв, цифр и знаков без пробелов.',
  },
  no_identity: {
    en: 'The row names neither “{column}” nor “{other}”.',
    zh: '该行既没有“{column}”也没有“{other}”。',
    ru: 'В строке нет ни «{column}», ни «{other}».',
  },
  no_text: {
    en: 'The entry says nothing in any language.',
    zh: '该条目没有任何语言的内容。',
    ru: 'В записи нет текста ни на одном языке.',
  },
  russian_required: {
    en: '“{column}” is empty: a live entry needs its Russian text.',
    zh: '“{column}”为空：启用的条目必须有俄文。',
    ru: 'Не заполнено «{column}»: действующей записи нужен русский текст.',
  },
  not_accepted: {
    en: '“{column}” was filled by a model and nobody has accepted it: such an entry cannot be live.',
    zh: '“{column}”由模型填写，尚无人确认：该条目不能启用。',
    ru: '«{column}» заполнила модель, и никто это не принял: такая запись не может действовать.',
  },
  warranty_required: {
    en: 'A warranty entry needs its months and terms.',
    zh: '保修条目需要填写月数和条款。',
    ru: 'Записи о гарантии нужны срок и условия.',
  },
  warranty_not_allowed: {
    en: 'Only an entry of the kind “warranty” holds warranty terms.',
    zh: '只有“保修”类型的条目才能填写保修条款。',
    ru: 'Условия гарантии бывают только у записи вида «гарантия».',
  },
  scope_required: {
    en: 'A live warranty entry says for which SKUs, category or brand it holds.',
    zh: '启用的保修条目须注明适用的 SKU、类目或品牌。',
    ru: 'В действующей записи о гарантии указывают SKU, категорию или бренд.',
  },
  dates_reversed: {
    en: 'It must become valid before it ends.',
    zh: '生效日期必须早于失效日期。',
    ru: 'Начало действия должно быть раньше конца.',
  },
  duplicate: {
    en: 'The same {subject} stands in row {first}.',
    zh: '第 {first} 行已有相同的 {subject}。',
    ru: 'То же самое ({subject}) уже стоит в строке {first}.',
  },
  not_storable: {
    en: '“{column}” holds a character that cannot be stored (NUL or half a pair).',
    zh: '“{column}”含有无法存储的字符。',
    ru: '«{column}»: символ, который нельзя сохранить (NUL или половина пары).',
  },
  offer_broken: {
    en: 'The offer on line {line} is broken: {got}.',
    zh: '第 {line} 行的商品（offer）格式有误：{got}。',
    ru: 'Предложение в строке {line} испорчено: {got}.',
  },
  moved: {
    en: 'What is stored changed after this file was checked: import the file again to see the difference.',
    zh: '检查文件之后，已存内容又有改动：请重新导入以查看差异。',
    ru: 'Сохранённое изменилось после проверки файла: загрузите файл ещё раз и сравните.',
  },
  fields_changed: {
    en: 'Changes: {columns}.',
    zh: '有变化：{columns}。',
    ru: 'Меняется: {columns}.',
  },
  header_not_found: {
    en: 'No header row was found. Expected names like: {expected}.',
    zh: '未找到表头。应包含如下列名：{expected}。',
    ru: 'Строка заголовка не найдена. Ожидаются названия: {expected}.',
  },
  not_xlsx: {
    en: 'This is not an .xlsx file: save it as an Excel workbook (.xlsx).',
    zh: '这不是 .xlsx 文件：请另存为 Excel 工作簿（.xlsx）。',
    ru: 'Это не файл .xlsx: сохраните его как книгу Excel (.xlsx).',
  },
  xlsx_broken: {
    en: 'The workbook cannot be read: {got}.',
    zh: '工作簿无法读取：{got}。',
    ru: 'Книга не читается: {got}.',
  },
  zip_too_big: {
    en: 'The workbook unpacks to more than is allowed ({got}).',
    zh: '工作簿解压后过大（{got}）。',
    ru: 'Книга распаковывается в слишком большой объём ({got}).',
  },
  not_yml: {
    en: 'This is not a Yandex Market catalogue: no <yml_catalog> was found.',
    zh: '这不是 Yandex Market 商品目录：未找到 <yml_catalog>。',
    ru: 'Это не каталог Яндекс Маркета: нет <yml_catalog>.',
  },
  dtd_refused: {
    en: 'The file declares entities of its own (a DTD). Such files are not read.',
    zh: '文件自带实体声明（DTD），不予读取。',
    ru: 'Файл объявляет собственные сущности (DTD). Такие файлы не читаются.',
  },
  too_many_rows: {
    en: 'The file has more than {max} rows: split it.',
    zh: '文件超过 {max} 行：请拆分。',
    ru: 'В файле больше {max} строк: разделите его.',
  },
  columns_unknown: {
    en: 'These columns are not known and were left aside: {got}.',
    zh: '以下列无法识别，已忽略：{got}。',
    ru: 'Эти столбцы неизвестны и не учтены: {got}.',
  },
  sheet_chosen: {
    en: 'The sheet “{got}” was read, others were not.',
    zh: '读取了工作表“{got}”，其他工作表未读取。',
    ru: 'Прочитан лист «{got}», остальные нет.',
  },
  encoding: {
    en: 'The file was read as {got}.',
    zh: '文件按 {got} 编码读取。',
    ru: 'Файл прочитан в кодировке {got}.',
  },
  file_cut: {
    en: 'The file ends in the middle: what stands before was read.',
    zh: '文件不完整：已读取前面的部分。',
    ru: 'Файл обрывается: прочитано то, что до обрыва.',
  },
  xml_mistakes: {
    en: 'Mistakes outside of offers: {got}, the first on line {line}.',
    zh: '商品以外的错误 {got} 处，首个在第 {line} 行。',
    ru: 'Ошибок вне предложений: {got}, первая в строке {line}.',
  },
} as const satisfies Record<string, Record<'en' | 'zh' | 'ru', string>>

export type ReasonCode = keyof typeof TEXTS
export type Language = 'zh' | 'ru' | 'en'
/** A code and what its words need; kept as it is, put into words for whoever reads it. */
export type Reason = { code: ReasonCode } & Record<string, string | number>

export const reason = (code: ReasonCode, facts: Record<string, string | number> = {}): Reason => ({
  ...facts,
  code,
})

const NAMES = new Set(['column', 'columns', 'other'])

/** The reason in three languages; `nameOf` gives a column its name in each. */
export function wordsOfReason(
  { code, ...facts }: Reason,
  nameOf: (column: string, language: Language) => string,
): Record<Language, string> {
  const inLanguage = (language: Language) =>
    TEXTS[code][language].replace(/\{(\w+)\}/g, (_, name: string) => {
      const fact = facts[name]
      if (fact === undefined) return '?'
      if (!NAMES.has(name)) return String(fact)
      return String(fact)
        .split(', ')
        .map((column) => nameOf(column, language))
        .join(', ')
    })
  return { en: inLanguage('en'), zh: inLanguage('zh'), ru: inLanguage('ru') }
}

/** A stored reason as it was put there by us. */
export function reasonOf(stored: Record<string, unknown>): Reason {
  const { code, ...facts } = stored
  if (typeof code !== 'string' || !(code in TEXTS))
    return reason('wrong_value', { column: '?', expected: '?' })
  return {
    ...Object.fromEntries(
      Object.entries(facts).map(([name, fact]) => [name, typeof fact === 'number' ? fact : String(fact)]),
    ),
    code: code as ReasonCode,
  }
}
