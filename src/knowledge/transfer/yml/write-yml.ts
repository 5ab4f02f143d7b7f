import type { ProductAttribute } from '../../../domain/product.ts'
import { escapeAttribute, escapeText, writable } from '../read-xml.ts'
import { feedValue } from './merge-feed.ts'
import { BARCODE, VENDOR_CODE } from './read-yml.ts'

export type FeedProduct = {
  sku: string
  offerId: string
  nameRu: string
  brand: string | null
  categoryRu: string | null
  descriptionRu: string
  attributes: ProductAttribute[]
  pictureUrl: string | null
  price: number | null
  oldPrice: number | null
  currency: string
}

export type FeedShop = { name: string; categories: string[]; now: Date }

/** A catalogue as Yandex Market reads it. The description keeps its lines as paragraphs. */
export async function* writeYml(
  products: AsyncIterable<FeedProduct>,
  { name, categories, now }: FeedShop,
): AsyncGenerator<string> {
  const numbers = new Map(categories.map((category, i) => [category, i + 1]))
  yield '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<yml_catalog date="${now.toISOString()}">\n<shop>\n<name>${escapeText(name)}</name>\n` +
    '<currencies><currency id="RUB" rate="1"/></currencies>\n<categories>\n' +
    [...numbers].map(([text, id]) => `<category id="${id}">${escapeText(text)}</category>\n`).join('') +
    '</categories>\n<offers>\n'
  for await (const product of products) yield offerXml(product, numbers)
  yield '</offers>\n</shop>\n</yml_catalog>\n'
}

function offerXml(product: FeedProduct, numbers: Map<string, number>): string {
  const { price, oldPrice, attributes } = product
  const own = (name: string) => {
    const found = attributes.find((one) => one.name.ru === name)
    return found && feedValue(found.value)
  }
  const tags: [string, string | number | null | undefined][] = [
    ['name', product.nameRu],
    ['vendor', product.brand],
    ['vendorCode', own(VENDOR_CODE)],
    ['price', price],
    ['oldprice', price === null ? null : oldPrice],
    ['currencyId', price === null ? null : product.currency],
    ['categoryId', product.categoryRu === null ? null : numbers.get(product.categoryRu)],
    ['picture', product.pictureUrl],
  ]
  const params = attributes.filter(({ name }) => name.ru !== VENDOR_CODE && name.ru !== BARCODE)
  const barcode = own(BARCODE)
  return [
    `<offer id="${escapeAttribute(product.offerId)}">`,
    ...tags.flatMap(([tag, value]) =>
      value === null || value === undefined || value === ''
        ? []
        : [`<${tag}>${escapeText(writable(String(value)))}</${tag}>`],
    ),
    ...(barcode ? barcode.split(', ').map((one) => `<barcode>${escapeText(writable(one))}</barcode>`) : []),
    ...(product.descriptionRu === ''
      ? []
      : [`<description>${descriptionXml(product.descriptionRu)}</description>`]),
    `<param name="Ozon SKU">${escapeText(product.sku)}</param>`,
    ...params.map(
      ({ name, value, unit }) =>
        `<param name="${escapeAttribute(writable(name.ru))}"${unit ? ` unit="${escapeAttribute(writable(unit))}"` : ''}>` +
        `${escapeText(writable(feedValue(value)))}</param>`,
    ),
    '</offer>\n',
  ].join('')
}

/** Feeds hold HTML here: the text's own angle brackets are no tags. */
function descriptionXml(text: string): string {
  const html = escapeText(writable(text)).replaceAll('\n', '<br/>')
  return escapeText(html)
}
