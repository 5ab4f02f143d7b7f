import { z } from 'zod'
import { attributeId, attributeName, attributeType } from './attribute-ids.ts'
import { bigId, method } from './method.ts'
import { categoryId } from './products.ts'

/** What the attributes of a kind of product are called: asked with the numbers that the product's card carries. */
export const categoryAttributes = method(
  z.object({ description_category_id: bigId, type_id: bigId, language: z.string().default('DEFAULT') }),
  ({ shop }, body) => {
    const ofKind = [...shop.products.values()].filter(
      (product) => String(categoryId(product)) === String(body.description_category_id),
    )
    const named = new Map(
      ofKind
        .flatMap((product) => product.attributes ?? [])
        .map((one) => [
          attributeId(one.key),
          {
            id: attributeId(one.key),
            attribute_complex_id: 0,
            name: attributeName(one, body.language === 'ZH_HANS'),
            description: '',
            type: attributeType(one),
            is_collection: false,
            is_required: false,
            is_aspect: false,
            max_value_count: 0,
            group_name: '',
            group_id: 0,
            dictionary_id: 0,
            category_dependent: false,
          },
        ]),
    )
    return { result: [...named.values()] }
  },
)
