CREATE TABLE "count_days" (
	"shop_id" text NOT NULL,
	"day" date NOT NULL,
	"name" text NOT NULL,
	"channel" text NOT NULL,
	"label" text NOT NULL,
	"count" integer NOT NULL,
	"total" bigint NOT NULL,
	CONSTRAINT "count_days_shop_id_day_name_channel_label_pk" PRIMARY KEY("shop_id","day","name","channel","label")
);
--> statement-breakpoint
CREATE TABLE "rating_days" (
	"shop_id" text NOT NULL,
	"source" text NOT NULL,
	"rating" text NOT NULL,
	"day" date NOT NULL,
	"value" double precision,
	"part" bigint,
	"whole" bigint,
	"read_at" timestamp with time zone NOT NULL,
	CONSTRAINT "rating_days_shop_id_source_rating_day_pk" PRIMARY KEY("shop_id","source","rating","day"),
	CONSTRAINT "rating_days_source" CHECK ("rating_days"."source" in ('ours', 'ozon'))
);
--> statement-breakpoint
CREATE TABLE "stale_days" (
	"shop_id" text NOT NULL,
	"day" date NOT NULL,
	CONSTRAINT "stale_days_shop_id_day_pk" PRIMARY KEY("shop_id","day")
);
--> statement-breakpoint
CREATE TABLE "turn_days" (
	"shop_id" text NOT NULL,
	"day" date NOT NULL,
	"channel" text NOT NULL,
	"category" text NOT NULL,
	"agent" text NOT NULL,
	"turns" integer NOT NULL,
	"answered" integer NOT NULL,
	"wait_ms" bigint NOT NULL,
	"within_15m" integer NOT NULL,
	"within_1h" integer NOT NULL,
	"within_4h" integer NOT NULL,
	"within_24h" integer NOT NULL,
	"work_ms" bigint NOT NULL,
	"targeted" integer NOT NULL,
	"on_target" integer NOT NULL,
	"cases" integer NOT NULL,
	"case_ms" bigint NOT NULL,
	"came_back" integer NOT NULL,
	"unchanged" integer NOT NULL,
	"light" integer NOT NULL,
	"rewritten" integer NOT NULL,
	"written" integer NOT NULL,
	CONSTRAINT "turn_days_shop_id_day_channel_category_agent_pk" PRIMARY KEY("shop_id","day","channel","category","agent")
);
--> statement-breakpoint
CREATE TABLE "turns" (
	"shop_id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"view" text NOT NULL,
	"started_seq" numeric(20) NOT NULL,
	"channel" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"day" date NOT NULL,
	"hour" smallint NOT NULL,
	"is_first" boolean NOT NULL,
	"is_handled" boolean NOT NULL,
	"answered_at" timestamp with time zone,
	"wait_ms" bigint,
	"work_ms" bigint,
	"target_ms" bigint,
	"category" text DEFAULT '' NOT NULL,
	"agent" text DEFAULT '' NOT NULL,
	"outcome" text DEFAULT '' NOT NULL,
	"came_back" boolean DEFAULT false NOT NULL,
	"case_ms" bigint,
	CONSTRAINT "turns_shop_id_conversation_id_view_started_seq_pk" PRIMARY KEY("shop_id","conversation_id","view","started_seq"),
	CONSTRAINT "turns_view" CHECK ("turns"."view" in ('own', 'ozon', 'both'))
);
--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "service_class" text;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "response_due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "resolution_due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "is_uncounted" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "count_days" ADD CONSTRAINT "count_days_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rating_days" ADD CONSTRAINT "rating_days_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stale_days" ADD CONSTRAINT "stale_days_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "turn_days" ADD CONSTRAINT "turn_days_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "turns" ADD CONSTRAINT "turns_shop_id_conversation_id_conversations_shop_id_id_fk" FOREIGN KEY ("shop_id","conversation_id") REFERENCES "public"."conversations"("shop_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "turns_day" ON "turns" USING btree ("shop_id","day");--> statement-breakpoint
CREATE INDEX "turns_started" ON "turns" USING btree ("shop_id","started_at");--> statement-breakpoint
CREATE INDEX "conversations_awaiting" ON "conversations" USING btree ("shop_id") WHERE "conversations"."awaiting_since" is not null;--> statement-breakpoint
CREATE INDEX "conversations_uncounted" ON "conversations" USING btree ("shop_id") WHERE "conversations"."is_uncounted";--> statement-breakpoint
CREATE INDEX "decisions_day" ON "decisions" USING btree ("shop_id","decided_at");--> statement-breakpoint
CREATE INDEX "replies_day" ON "replies" USING btree ("shop_id","created_at");