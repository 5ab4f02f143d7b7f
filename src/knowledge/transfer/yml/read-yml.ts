import { htmlToText } from '../../../domain/text/html-text.ts'
import { FileProblem } from '../file-problem.ts'
import { readXml } from '../read-xml.ts'
import { reason } from '../reasons.ts'
import type { ByteSource, FileRow, Note } from '../shapes.ts'
import { decodeText, detectEncoding, readHead } from '../text-encoding.ts'
import { Categories } from './categories.ts'
import { mendAmpersands } from './mend-ampersands.ts'

/** One characteristic of an offer, as the feed gives it. */
export type FeedParam = { name: string; value: string; unit?: string }
export type FeedPrice = { price: number; oldPrice: number | null; currency: string }

const LONGEST_TEXT = 200_000
/** Known under these names to those who put Ozon's numbers into a feed. */
const SKU_PARAM = /^(?:ozon[ _-]?)?sku$/i

type Offer = {
  line: number
  id: string
  fields: Map<string, string>
  pictures: string[]
  barcodes: string[]
  params: FeedParam[]
  mistake?: { message: string; line: number }
}

/**
 * Offers of a Yandex Market catalogue; a row is the number of the offer. A broken offer costs itself only, a file that
 * ends in the middle what stands after. Of several pictures the first is taken.
 */
export async function* readYml(source: ByteSource, note: Note): AsyncGenerator<FileRow> {
  const categories = new Categories()
  let isCatalogue = false
  let isClosed = false
  let row = 0
  let offer: Offer | undefined
  let text = ''
  let paramOf: { name: string; unit: string | undefined } | undefined
  let categoryOf: { id: string; parent: string | undefined } | undefined
  let mistakes = 0
  let firstMistake = 0

  const rows = readXml<FileRow>(mendAmpersands(decodeText(source, await encodingOf(source))), (push) => {
    const finish = (closed: Offer) => {
      row += 1
      push(offerRow(closed, row, categories))
      offer = undefined
    }
    return {
      mistake: (message, line) => {
        if (offer) offer.mistake ??= { message, line }
        else {
          mistakes += 1
          firstMistake ||= line
        }
      },
      open: (name, attributes, line) => {
        text = ''
        if (name === 'yml_catalog') isCatalogue = true
        else if (name === 'category') categoryOf = { id: attributes.id ?? '', parent: attributes.parentId }
        else if (name === 'offer') {
          if (offer) finish({ ...offer, mistake: offer.mistake ?? { message: '</offer>', line } })
          offer = {
            line,
            id: attributes.id ?? '',
            fields: new Map(),
            pictures: [],
            barcodes: [],
            params: [],
          }
        } else if (name === 'param') paramOf = { name: attributes.name ?? '', unit: attributes.unit }
      },
      text: (part) => {
        if (text.length <= LONGEST_TEXT) text += part
      },
      close: (name) => {
        const value = text.trim()
        text = ''
        if (name === 'yml_catalog') isClosed = true
        if (name === 'category' && categoryOf) {
          categories.add({ ...categoryOf, name: value })
          categoryOf = undefined
        }
        if (!offer) return
        if (name === 'offer') finish(offer)
        else if (name === 'picture') offer.pictures.push(value)
        else if (name === 'barcode') offer.barcodes.push(value)
        else if (name === 'param' && paramOf) {
          const { unit } = paramOf
          offer.params.push({ name: paramOf.name.trim(), value, ...(unit ? { unit } : {}) })
          paramOf = undefined
        } else if (!offer.fields.has(name)) offer.fields.set(name, value)
      },
    }
  })
  for await (const one of rows) yield one
  if (!isCatalogue) throw new FileProblem(reason('not_yml'))
  if (!isClosed) note(reason('file_cut'))
  else if (mistakes > 0) note(reason('xml_mistakes', { got: mistakes, line: firstMistake }))
}

/** A catalogue says its encoding in its first line; a byte order mark knows better. */
async function encodingOf(source: ByteSource): Promise<string> {
  const head = await readHead(source)
  const detected = await detectEncoding(source)
  if (detected.startsWith('utf-16') || head[0] === 0xef) return detected
  return /^\s*<\?xml[^>]*encoding=["']([\w-]+)["']/i.exec(head.toString('latin1'))?.[1] ?? detected
}

function offerRow({ mistake, line, id, ...offer }: Offer, row: number, categories: Categories): FileRow {
  if (mistake) {
    const got = mistake.message.slice(0, 200)
    return { row, problem: reason('offer_broken', { line: mistake.line, got }) }
  }
  const field = (name: string) => offer.fields.get(name) || undefined
  const sku = offer.params.find(({ name }) => SKU_PARAM.test(name))?.value
  const name =
    field('name') ??
    ([field('typePrefix'), field('vendor'), field('model')].filter(Boolean).join(' ') || undefined)
  const params = offer.params.filter((param) => !SKU_PARAM.test(param.name) && param.name && param.value)
  const manufacturerCode = field('vendorCode')
  if (manufacturerCode) params.push({ name: VENDOR_CODE, value: manufacturerCode })
  if (offer.barcodes.length > 0) params.push({ name: BARCODE, value: offer.barcodes.join(', ') })
  if (id === '' && !sku) return { row, problem: reason('offer_broken', { line, got: 'id=""' }) }
  const description = field('description')
  const given = {
    sku,
    offerId: id || undefined,
    nameRu: name,
    brand: field('vendor'),
    categoryRu: categories.nameOf(field('categoryId')),
    descriptionRu: description === undefined ? undefined : htmlToText(description),
    pictureUrl: offer.pictures[0],
    feedParams: params.length > 0 ? params : undefined,
    feedPrice: priceOf(field('price'), field('oldprice'), field('currencyId')),
  }
  return { row, given: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) }
}

export const VENDOR_CODE = 'Артикул производителя'
export const BARCODE = 'Штрихкод'

function priceOf(price = '', oldPrice = '', currency = 'RUB'): FeedPrice | undefined {
  const amount = amountOf(price)
  if (amount === undefined) return undefined
  return {
    price: amount,
    oldPrice: amountOf(oldPrice) ?? null,
    currency: currency === 'RUR' ? 'RUB' : currency,
  }
}

function amountOf(text: string): number | undefined {
  const plain = text.replace(/\s/g, '').replace(',', '.')
  return /^\d{1,12}(?:\.\d{1,4})?$/.test(plain) ? Math.round(Number(plain) * 100) / 100 : undefined
}
