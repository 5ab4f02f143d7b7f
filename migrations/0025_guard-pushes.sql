CREATE TABLE "push_answers" (
	"shop_id" text NOT NULL,
	"minute" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"pushes" integer NOT NULL,
	"failed" integer NOT NULL,
	"over_1500" integer NOT NULL,
	"over_2500" integer NOT NULL,
	"over_5000" integer NOT NULL,
	"total_ms" bigint NOT NULL,
	"max_ms" integer NOT NULL,
	"last_status" integer NOT NULL,
	CONSTRAINT "push_answers_shop_id_minute_kind_pk" PRIMARY KEY("shop_id","minute","kind")
);
--> statement-breakpoint
CREATE TABLE "push_gaps" (
	"shop_id" text NOT NULL,
	"id" text NOT NULL,
	"reason" text NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"to_at" timestamp with time zone,
	"found" integer DEFAULT 0 NOT NULL,
	"looks" integer DEFAULT 0 NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "push_gaps_shop_id_id_pk" PRIMARY KEY("shop_id","id")
);
--> statement-breakpoint
CREATE TABLE "push_guards" (
	"shop_id" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"grade" text,
	"reason" text,
	"checked_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"retry_at" timestamp with time zone,
	"proved_at" timestamp with time zone,
	CONSTRAINT "push_guards_state" CHECK ("push_guards"."state" in ('on', 'slow', 'unreachable', 'off', 'off_by_seller', 'off_for_good', 'not_registered', 'unknown'))
);
--> statement-breakpoint
ALTER TABLE "push_answers" ADD CONSTRAINT "push_answers_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_gaps" ADD CONSTRAINT "push_gaps_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_guards" ADD CONSTRAINT "push_guards_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "push_answers_minute" ON "push_answers" USING btree ("minute");--> statement-breakpoint
CREATE INDEX "push_gaps_open" ON "push_gaps" USING btree ("shop_id") WHERE "push_gaps"."closed_at" is null;