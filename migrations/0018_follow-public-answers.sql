ALTER TABLE "conversations" ADD COLUMN "rating" integer;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "order_status" text;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "remote_status" text;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "handled_seq" numeric(20);--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "moderation" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "moderation_reason" text;--> statement-breakpoint
ALTER TABLE "replies" ADD COLUMN "missing_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_moderation" CHECK ("messages"."moderation" in ('pending', 'published', 'refused'));