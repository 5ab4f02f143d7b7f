import type { Language } from '../reasons.ts'
import type { TransferKind } from '../shapes.ts'

type Label = Record<Language, string>
/** `also`: other names that such columns go by in files from elsewhere, in small letters without signs. */
type ColumnLabel = Label & { also?: string[] }

/** What columns are called. A new field without a name here goes by its key. */
const LABELS: Record<string, ColumnLabel> = {
  id: { zh: '编号', ru: 'Код записи', en: 'Entry ID', also: ['id', 'код', 'идентификатор'] },
  kind: { zh: '类型', ru: 'Вид', en: 'Kind', also: ['тип', 'type'] },
  topic: { zh: '主题', ru: 'Тема', en: 'Topic' },
  questionRu: { zh: '问题（俄文）', ru: 'Вопрос (русский)', en: 'Question (Russian)', also: ['вопрос', 'question', '问题', 'вопрос рус'] },
  answerRu: { zh: '回答（俄文）', ru: 'Ответ (русский)', en: 'Answer (Russian)', also: ['ответ', 'answer', '回答', '答案', 'ответ рус'] },
  questionZh: { zh: '问题（中文）', ru: 'Вопрос (китайский)', en: 'Question (Chinese)' },
  answerZh: { zh: '回答（中文）', ru: 'Ответ (китайский)', en: 'Answer (Chinese)' },
  questionEn: { zh: '问题（英文）', ru: 'Вопрос (английский)', en: 'Question (English)' },
  answerEn: { zh: '回答（英文）', ru: 'Ответ (английский)', en: 'Answer (English)' },
  variants: { zh: '其他问法', ru: 'Другие формулировки', en: 'Other wordings', also: ['варианты', 'варианты вопроса', 'variants'] },
  schemes: { zh: '配送模式', ru: 'Схемы', en: 'Schemes', also: ['схема'] },
  brand: { zh: '品牌', ru: 'Бренд', en: 'Brand', also: ['производитель', 'марка', 'vendor'] },
  category: { zh: '类目', ru: 'Категория', en: 'Category' },
  skus: { zh: '适用 SKU', ru: 'Для SKU', en: 'For SKUs', also: ['список sku', 'артикулы'] },
  restsOn: { zh: '依据的条目', ru: 'Основан на записях', en: 'Rests on entries' },
  machineFilled: { zh: '机器填写', ru: 'Заполнено моделью', en: 'Filled by a model' },
  owner: { zh: '负责人', ru: 'Ответственный', en: 'Owner', also: ['владелец'] },
  status: { zh: '状态', ru: 'Статус', en: 'Status', also: ['состояние'] },
  validFrom: { zh: '生效日期', ru: 'Действует с', en: 'Valid from', also: ['дата начала'] },
  validUntil: { zh: '失效日期（不含当日）', ru: 'Действует до (не включая)', en: 'Valid until (not including)', also: ['действует до', 'дата окончания', 'valid until'] },
  reviewBy: { zh: '复核日期', ru: 'Проверить до', en: 'Review by' },
  sku: { zh: 'SKU', ru: 'SKU', en: 'SKU', also: ['ozon sku', 'ozon sku id', 'sku id', 'ску'] },
  productId: { zh: 'Ozon 商品编号', ru: 'Ozon Product ID', en: 'Ozon product ID', also: ['product id', 'ozon id'] },
  offerId: { zh: '商家货号', ru: 'Артикул', en: 'Offer ID', also: ['артикул продавца', 'offer id', 'vendor code', 'код товара', 'номенклатура код'] },
  nameRu: { zh: '名称（俄文）', ru: 'Название (русский)', en: 'Name (Russian)', also: ['название', 'наименование', 'товар', 'название товара', 'номенклатура', 'name', '名称', 'название рус', 'название русское'] },
  nameZh: { zh: '名称（中文）', ru: 'Название (китайский)', en: 'Name (Chinese)', also: ['название китайское'] },
  categoryRu: { zh: '类目（俄文）', ru: 'Категория (русский)', en: 'Category (Russian)', also: ['категория', 'группа', 'category', '类目'] },
  categoryZh: { zh: '类目（中文）', ru: 'Категория (китайский)', en: 'Category (Chinese)' },
  descriptionRu: { zh: '描述（俄文）', ru: 'Описание (русский)', en: 'Description (Russian)', also: ['описание', 'description', '描述', 'аннотация'] },
  descriptionZh: { zh: '描述（中文）', ru: 'Описание (китайский)', en: 'Description (Chinese)' },
  attributes: { zh: '属性', ru: 'Характеристики', en: 'Attributes' },
  sizes: { zh: '尺码', ru: 'Размеры', en: 'Sizes' },
  compatibility: { zh: '适配', ru: 'Совместимость', en: 'Compatibility' },
  pictureUrl: { zh: '图片地址', ru: 'Ссылка на фото', en: 'Picture address', also: ['фото', 'изображение', 'picture', 'ссылка на главное фото'] },
  'warranty.months': { zh: '保修月数', ru: 'Гарантия, месяцев', en: 'Warranty, months', also: ['гарантия', 'гарантийный срок', 'warranty'] },
  'warranty.startEvent': { zh: '保修起算', ru: 'Гарантия с момента', en: 'Warranty starts at' },
  'warranty.coverage': { zh: '保修范围', ru: 'Что покрывает гарантия', en: 'Warranty covers' },
  'warranty.exclusions': { zh: '保修除外', ru: 'Что не покрывает гарантия', en: 'Warranty excludes' },
  'warranty.serviceSteps': { zh: '保修步骤', ru: 'Как обратиться по гарантии', en: 'Warranty steps' },
} // biome-ignore format: a table reads best in lines

const CHOICES: Record<string, Label> = {
  faq: { zh: '问答', ru: 'вопрос-ответ', en: 'faq' },
  policy: { zh: '政策', ru: 'правило', en: 'policy' },
  'past-answer': { zh: '历史回答', ru: 'прежний ответ', en: 'past answer' },
  warranty: { zh: '保修', ru: 'гарантия', en: 'warranty' },
  draft: { zh: '草稿', ru: 'черновик', en: 'draft' },
  live: { zh: '启用', ru: 'действует', en: 'live' },
  retired: { zh: '停用', ru: 'снята', en: 'retired' },
  delivery: { zh: '收货', ru: 'получение', en: 'delivery' },
  purchase: { zh: '购买', ru: 'покупка', en: 'purchase' },
  true: { zh: '是', ru: 'да', en: 'yes' },
  false: { zh: '否', ru: 'нет', en: 'no' },
}
/** Names of fields stand as they are: they are what the reader is told of. */
const PLAIN = new Set(['machineFilled', 'schemes'])

export const SHEET_NAMES: Record<TransferKind, Label> = {
  entries: { zh: '知识', ru: 'Знания', en: 'Knowledge' },
  products: { zh: '商品', ru: 'Товары', en: 'Products' },
}

export const columnLabel = (key: string, language: Language): string => LABELS[key]?.[language] ?? key

/** Names that a header may give this column, folded. */
export function columnNames(key: string): string[] {
  const label = LABELS[key]
  return [key, ...(label ? [label.zh, label.ru, label.en, ...(label.also ?? [])] : [])].map(foldName)
}

/** Without case, signs and extra spaces; `ё` as `е`, camel case and underscores as words. */
export function foldName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/([\p{Ll}])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

export const choiceLabel = (key: string, choice: string, language: Language): string =>
  PLAIN.has(key) ? choice : (CHOICES[choice]?.[language] ?? choice)

/** The choice that these words name, in any language. */
export function choiceOf(key: string, choices: string[], words: string): string | undefined {
  const folded = foldName(words)
  return choices.find(
    (choice) =>
      foldName(choice) === folded ||
      (!PLAIN.has(key) && Object.values(CHOICES[choice] ?? {}).some((label) => foldName(label) === folded)),
  )
}
