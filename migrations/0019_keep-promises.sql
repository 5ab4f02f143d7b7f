CREATE TABLE "promises" (
	"shop_id" text NOT NULL,
	"id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"reply_id" text NOT NULL,
	"position" integer NOT NULL,
	"what" text NOT NULL,
	"is_day_named" boolean NOT NULL,
	"due_at" timestamp with time zone,
	"owner_id" text,
	"status" text DEFAULT 'open' NOT NULL,
	"follow_up_reply_id" text,
	"made_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	"settled_by" text,
	"note" text,
	CONSTRAINT "promises_shop_id_id_pk" PRIMARY KEY("shop_id","id"),
	CONSTRAINT "promises_place" UNIQUE("shop_id","reply_id","position"),
	CONSTRAINT "promises_status" CHECK ("promises"."status" in ('open', 'kept', 'withdrawn'))
);
--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "promise_overdue_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "promises" ADD CONSTRAINT "promises_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promises" ADD CONSTRAINT "promises_shop_id_conversation_id_conversations_shop_id_id_fk" FOREIGN KEY ("shop_id","conversation_id") REFERENCES "public"."conversations"("shop_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promises" ADD CONSTRAINT "promises_shop_id_reply_id_replies_shop_id_id_fk" FOREIGN KEY ("shop_id","reply_id") REFERENCES "public"."replies"("shop_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "promises_case" ON "promises" USING btree ("shop_id","conversation_id");--> statement-breakpoint
CREATE INDEX "promises_open" ON "promises" USING btree ("due_at") WHERE "promises"."status" = 'open';--> statement-breakpoint
CREATE INDEX "conversations_promise_overdue" ON "conversations" USING btree ("promise_overdue_since") WHERE "conversations"."promise_overdue_since" is not null;