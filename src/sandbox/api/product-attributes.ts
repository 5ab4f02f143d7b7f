import { z } from 'zod'
import { attributeId, attributeText } from './attribute-ids.ts'
import { pageAfter } from './cursor.ts'
import { type Call, method } from './method.ts'
import { findProducts, type Product, pageLimit, productFilter } from './product-find.ts'
import { categoryId } from './products.ts'

/** Attributes come as numbers without names, values as text: that is all the marketplace tells. */
export const productAttributes = method(
  z.object({ filter: productFilter, last_id: z.string().optional(), limit: pageLimit(1000, 100) }),
  (call, body) => {
    const found = findProducts(call.shop, body.filter)
    const { page, cursor } = pageAfter(found, (product) => product.productId, body.last_id, body.limit)
    return {
      result: page.map((product) => describe(call, product)),
      last_id: cursor,
      total: String(found.length),
    }
  },
)

function describe({ baseUrl }: Call, product: Product) {
  const attributes = [
    ...(product.brand ? [attribute('brand', product.brand)] : []),
    ...(product.attributes ?? []).map((one) => attribute(one.key, attributeText(one))),
    ...(product.sizes?.length ? [attribute('size', ...product.sizes.map((size) => size.label))] : []),
    ...(product.description ? [attribute('annotation', product.description.ru)] : []),
  ]
  return {
    id: BigInt(product.productId),
    sku: product.sku,
    offer_id: product.offerId,
    name: product.name.ru,
    barcode: '',
    barcodes: [],
    primary_image: `${baseUrl}/pictures/${product.sku}`,
    images: [],
    color_image: '',
    pdf_list: [],
    description_category_id: categoryId(product),
    type_id: categoryId(product) + 1,
    depth: 200,
    width: 150,
    height: 80,
    dimension_unit: 'mm',
    weight: 500,
    weight_unit: 'g',
    attributes,
    attributes_with_defaults: [],
    complex_attributes: [],
  }
}

function attribute(key: string, ...values: string[]) {
  return {
    id: attributeId(key),
    complex_id: 0,
    values: values.map((value) => ({ dictionary_value_id: 0, value })),
  }
}
