import { defineConfig } from 'drizzle-kit'

/** `npm run db:generate -- --name what-changes` writes the next numbered migration from the schema. */
export default defineConfig({ dialect: 'postgresql', schema: './src/db/schema', out: './migrations' })
