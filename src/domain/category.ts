/** What a buyer's turn is about. Order is the order in which the console lists them. */
export const CATEGORIES = [
  'product_attribute',
  'compatibility',
  'stock_price',
  'order_delivery',
  'return',
  'exchange',
  'warranty',
  'defect',
  'missing_part',
  'cancellation',
  'documents',
  'complaint',
  'abuse',
  'fraud',
  'thanks',
  'off_topic',
] as const

export type Category = (typeof CATEGORIES)[number]
