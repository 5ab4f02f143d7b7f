/** Russian text with its Chinese gloss, when there is one. */
export type Bilingual = { ru: string; zh?: string | undefined }

export type ProductAttribute = {
  key: string
  name: Bilingual
  value: number | boolean | Bilingual
  unit?: string | undefined
  /** Set for what the marketplace told: it may take it back. What people wrote has no such mark. */
  from?: 'marketplace' | undefined
}

export type ProductSize = { label: string; measures: Record<string, string>; stock?: number | undefined }

/** Something the product does or does not go together with: a model, a device, a material. */
export type Compatibility = { fits: boolean; other: Bilingual }

export type WarrantyFacts = {
  /** 0 = no manufacturer's warranty, only what the law gives. */
  months: number
  startEvent: 'delivery' | 'purchase'
  coverage: Bilingual[]
  exclusions: Bilingual[]
  serviceSteps: Bilingual[]
  /** Taken from the product's card at the marketplace; a person has not set it. */
  from?: 'marketplace' | undefined
}
