CREATE TABLE "auto_sends" (
	"shop_id" text NOT NULL,
	"draft_id" text NOT NULL,
	"mode" text NOT NULL,
	"status" text NOT NULL,
	"reasons" jsonb NOT NULL,
	"send_after" timestamp with time zone,
	"decided_at" timestamp with time zone NOT NULL,
	"settled_by" text,
	"settled_at" timestamp with time zone,
	CONSTRAINT "auto_sends_shop_id_draft_id_pk" PRIMARY KEY("shop_id","draft_id"),
	CONSTRAINT "auto_sends_mode" CHECK ("auto_sends"."mode" in ('dry_run', 'on')),
	CONSTRAINT "auto_sends_status" CHECK ("auto_sends"."status" in ('would_send', 'waiting', 'sent', 'stopped'))
);
--> statement-breakpoint
CREATE TABLE "autonomy_cells" (
	"shop_id" text NOT NULL,
	"channel" text NOT NULL,
	"category" text NOT NULL,
	"state" text NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "autonomy_cells_shop_id_channel_category_pk" PRIMARY KEY("shop_id","channel","category"),
	CONSTRAINT "autonomy_cells_state" CHECK ("autonomy_cells"."state" in ('off', 'draft', 'dry_run', 'on'))
);
--> statement-breakpoint
CREATE TABLE "categories" (
	"shop_id" text NOT NULL,
	"key" text NOT NULL,
	"name_ru" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"examples" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "categories_shop_id_key_pk" PRIMARY KEY("shop_id","key")
);
--> statement-breakpoint
CREATE TABLE "model_calls" (
	"id" text PRIMARY KEY NOT NULL,
	"shop_id" text NOT NULL,
	"conversation_id" text,
	"purpose" text NOT NULL,
	"model" text NOT NULL,
	"prompt_version" text,
	"outcome" text NOT NULL,
	"input_tokens" integer NOT NULL,
	"output_tokens" integer NOT NULL,
	"cost_micros" bigint NOT NULL,
	"latency_ms" integer NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "procedures" (
	"shop_id" text NOT NULL,
	"category" text NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "procedures_shop_id_category_version_pk" PRIMARY KEY("shop_id","category","version")
);
--> statement-breakpoint
CREATE TABLE "readings" (
	"shop_id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"kind" text NOT NULL,
	"language" text NOT NULL,
	"text_hash" text NOT NULL,
	"content" jsonb NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "readings_shop_id_conversation_id_kind_language_text_hash_pk" PRIMARY KEY("shop_id","conversation_id","kind","language","text_hash"),
	CONSTRAINT "readings_kind" CHECK ("readings"."kind" in ('translation', 'card'))
);
--> statement-breakpoint
CREATE TABLE "shop_policies" (
	"shop_id" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "switches" (
	"name" text PRIMARY KEY NOT NULL,
	"is_on" boolean NOT NULL,
	"reason" text,
	"changed_by" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "drafts" ADD COLUMN "promises" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "drafts" ADD COLUMN "agent_text" text;--> statement-breakpoint
ALTER TABLE "drafts" ADD COLUMN "procedure_version" text;--> statement-breakpoint
ALTER TABLE "auto_sends" ADD CONSTRAINT "auto_sends_shop_id_draft_id_drafts_shop_id_id_fk" FOREIGN KEY ("shop_id","draft_id") REFERENCES "public"."drafts"("shop_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "autonomy_cells" ADD CONSTRAINT "autonomy_cells_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "categories" ADD CONSTRAINT "categories_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_calls" ADD CONSTRAINT "model_calls_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "procedures" ADD CONSTRAINT "procedures_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "readings" ADD CONSTRAINT "readings_shop_id_conversation_id_conversations_shop_id_id_fk" FOREIGN KEY ("shop_id","conversation_id") REFERENCES "public"."conversations"("shop_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop_policies" ADD CONSTRAINT "shop_policies_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "auto_sends_waiting" ON "auto_sends" USING btree ("send_after") WHERE "auto_sends"."status" = 'waiting';--> statement-breakpoint
CREATE INDEX "model_calls_month" ON "model_calls" USING btree ("shop_id","at");--> statement-breakpoint
CREATE INDEX "model_calls_conversation" ON "model_calls" USING btree ("shop_id","conversation_id");