ALTER TABLE "api_tokens" ADD COLUMN "shop_ids" jsonb;--> statement-breakpoint
ALTER TABLE "changes" ADD COLUMN "person" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "shop_ids" jsonb;