import type { Category } from '../category.ts'
import type { ProcedureContent } from '../procedure.ts'
import { abuse, complaint, fraud } from './conflict.ts'
import { defect, missingPart, warranty } from './fault.ts'
import { cancellation, documents, orderDelivery } from './order.ts'
import { compatibility, productAttribute, stockPrice } from './product.ts'
import { exchange, returnOfGoods } from './return.ts'
import { offTopic, thanks } from './talk.ts'

/** What holds in every shop until its admin decides otherwise. */
export const SHIPPED_PROCEDURES: Record<Category, ProcedureContent> = {
  product_attribute: productAttribute,
  compatibility,
  stock_price: stockPrice,
  order_delivery: orderDelivery,
  return: returnOfGoods,
  exchange,
  warranty,
  defect,
  missing_part: missingPart,
  cancellation,
  documents,
  complaint,
  abuse,
  fraud,
  thanks,
  off_topic: offTopic,
}
