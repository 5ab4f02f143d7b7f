import { sql } from 'drizzle-orm'
import { boolean, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { users } from './access.ts'
import { at } from './shops.ts'

/** A named part of the team that cases are handed to: warehouse, quality, accounting. */
export const departments = pgTable(
  'departments',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    /** The shops whose cases it takes; null = all. */
    shopIds: jsonb('shop_ids').$type<string[]>(),
    leadId: text('lead_id').references(() => users.id, { onDelete: 'set null' }),
    /** A case that is handed to it becomes that of its least loaded member. */
    givesOut: boolean('gives_out').notNull().default(false),
    updatedBy: text('updated_by').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [uniqueIndex('departments_name').on(sql`lower(${t.name})`)],
)

export const departmentMembers = pgTable(
  'department_members',
  {
    departmentId: text('department_id')
      .notNull()
      .references(() => departments.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
  },
  (t) => [primaryKey({ columns: [t.departmentId, t.userId] }), index('department_members_user').on(t.userId)],
)
