ALTER TABLE "knowledge_entries" ADD COLUMN "rests_on" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "passages" ADD COLUMN "keys" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "passages" ADD COLUMN "format" smallint DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE INDEX "passages_keys" ON "passages" USING gin ("keys");--> statement-breakpoint
CREATE INDEX "passages_format" ON "passages" USING btree ("format");