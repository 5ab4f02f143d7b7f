import type { orders, products } from '../db/schema/knowledge.ts'

export type OrderRow = typeof orders.$inferSelect
export type ProductRow = typeof products.$inferSelect
