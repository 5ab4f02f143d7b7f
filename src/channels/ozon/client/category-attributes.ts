import { z } from 'zod'
import { RawInteger } from '../../../shared/lossless-json.ts'
import { ozonEnum, ozonId, ozonList, ozonText } from '../schemas.ts'
import { type CallOptions, type OzonClient, ozonMethod } from './method.ts'

type Request = { description_category_id: RawInteger; type_id: RawInteger; language: 'DEFAULT' | 'ZH_HANS' }

const attributeName = z
  .looseObject({ id: ozonId, name: ozonText, type: ozonEnum })
  .transform(({ id, name, type }) => ({
    attributeId: id,
    name: name.trim(),
    /** Upper case: `STRING`, `INTEGER`, `DECIMAL`, `BOOLEAN`, `MULTILINE`, `URL`, `IMAGEURL` … */
    type,
  }))

const categoryAttributesMethod = ozonMethod<Request>()(
  '/v1/description-category/attribute',
  { repeat: 'harmless' },
  z.looseObject({ result: ozonList(attributeName) }).transform(({ result }) => ({ attributes: result })),
)

type Kind = { categoryId: string; typeId: string; language: Request['language'] }

/** What the attributes of this kind of product are called. */
export function readCategoryAttributes(
  client: OzonClient,
  { categoryId, typeId, language }: Kind,
  options?: CallOptions,
) {
  const request = {
    description_category_id: new RawInteger(categoryId),
    type_id: new RawInteger(typeId),
    language,
  }
  return client.call(categoryAttributesMethod, request, options)
}
