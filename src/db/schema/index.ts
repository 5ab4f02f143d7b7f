/** The whole schema, for the client and for drizzle-kit; importers of single tables go to their files. */
export * from './access.ts'
export * from './conversations.ts'
export * from './drafting.ts'
export * from './jobs.ts'
export * from './knowledge.ts'
export * from './shops.ts'
