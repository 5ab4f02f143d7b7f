import type { ProductAttribute } from '../domain/product.ts'
import type { ProductPrice, ProductStock } from './channel-adapter.ts'

/** How a product is named by what tells that it changed. */
export type ProductRef = { idKind: 'sku' | 'product_id' | 'offer_id'; value: string }
/** `stock`: only its figures need to be read again. */
export type ProductMark = ProductRef & { reason: 'item' | 'stock' }

/** A product of the catalogue with all that the marketplace owns of it; undefined = not told this time. */
export type CatalogueProduct = {
  /** The one that buyers see. */
  sku: string
  /** Others under which the same product is known. */
  otherSkus: string[]
  productId: string
  offerId: string
  name: string
  isArchived: boolean
  brand?: string | undefined
  /** The marketplace's word for the kind of product. */
  category?: string | undefined
  /** Plain text. */
  description?: string | undefined
  /** `isWhole` = every attribute of the card is there, not only those that could be named. */
  attributes?: { told: ProductAttribute[]; isWhole: boolean } | undefined
  /** As the card states it; 0 = none. */
  warrantyMonths?: number | undefined
  pictureUrl?: string | undefined
  stock?: ProductStock | undefined
  price?: ProductPrice | undefined
}

export type CataloguePage = {
  /** With a SKU and a card; a product still being made has neither. */
  products: CatalogueProduct[]
  /** Marketplace ids of all that the list named. */
  listedIds: string[]
  /** Of the whole catalogue, when the marketplace tells it. */
  total?: number | undefined
  /** Undefined at the end. */
  nextCursor?: string | undefined
}

/** A shop's catalogue at its marketplace. Throws `unavailable` for what may work later. */
export type CatalogueReader = {
  /** Archived products are not listed. Throws `catalogue_cursor_refused` for a cursor that is no good any more. */
  readPage(cursor?: string): Promise<CataloguePage>
  /** Those among at most a few hundred that still exist, archived ones too. */
  readMarked(refs: readonly ProductRef[], part: 'all' | 'stock-price'): Promise<CatalogueProduct[]>
}

export type OpenCatalogue = (shopId: string) => Promise<CatalogueReader>
