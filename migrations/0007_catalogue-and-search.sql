ALTER TABLE "products" ADD COLUMN "listed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "inbound_events" ADD COLUMN "posting_number" text;--> statement-breakpoint
CREATE INDEX "messages_trgm" ON "messages" USING gin ("text" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "inbound_events_posting" ON "inbound_events" USING btree ("shop_id","posting_number") WHERE "inbound_events"."posting_number" is not null;--> statement-breakpoint
UPDATE "inbound_events" SET "posting_number" = substring("body" from '"posting_number"\s*:\s*"([!-~]{1,128}?)"') WHERE "channel" = 'ozon';
