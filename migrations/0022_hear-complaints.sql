CREATE TABLE "heard_topics" (
	"shop_id" text NOT NULL,
	"message_id" text NOT NULL,
	"topic" text NOT NULL,
	"conversation_id" text NOT NULL,
	"channel" text NOT NULL,
	"sku" text,
	"words" text NOT NULL,
	"heard_at" timestamp with time zone NOT NULL,
	CONSTRAINT "heard_topics_shop_id_message_id_topic_pk" PRIMARY KEY("shop_id","message_id","topic")
);
--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "triage" jsonb;--> statement-breakpoint
ALTER TABLE "heard_topics" ADD CONSTRAINT "heard_topics_shop_id_message_id_messages_shop_id_id_fk" FOREIGN KEY ("shop_id","message_id") REFERENCES "public"."messages"("shop_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "heard_topics_when" ON "heard_topics" USING btree ("shop_id","heard_at");--> statement-breakpoint
CREATE INDEX "heard_topics_product" ON "heard_topics" USING btree ("shop_id","sku","heard_at");