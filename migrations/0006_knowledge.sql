CREATE TABLE "draft_entries" (
	"shop_id" text NOT NULL,
	"draft_id" text NOT NULL,
	"entry_id" text NOT NULL,
	"version" integer NOT NULL,
	"is_used" boolean NOT NULL,
	CONSTRAINT "draft_entries_shop_id_draft_id_entry_id_pk" PRIMARY KEY("shop_id","draft_id","entry_id")
);
--> statement-breakpoint
CREATE TABLE "catalogue_syncs" (
	"shop_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"step" text NOT NULL,
	"cursor" text,
	"total" integer,
	"done" integer DEFAULT 0 NOT NULL,
	"added" integer DEFAULT 0 NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	"retired" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"started_by" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "catalogue_syncs_shop_id_id_pk" PRIMARY KEY("shop_id","id"),
	CONSTRAINT "catalogue_syncs_kind" CHECK ("catalogue_syncs"."kind" in ('full', 'marked')),
	CONSTRAINT "catalogue_syncs_status" CHECK ("catalogue_syncs"."status" in ('running', 'done', 'failed', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "import_files" (
	"shop_id" text NOT NULL,
	"run_id" text NOT NULL,
	"piece" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "import_files_shop_id_run_id_piece_pk" PRIMARY KEY("shop_id","run_id","piece")
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"shop_id" text NOT NULL,
	"run_id" text NOT NULL,
	"row" integer NOT NULL,
	"outcome" text NOT NULL,
	"subject" text,
	"reason" text,
	"content" jsonb,
	CONSTRAINT "import_rows_shop_id_run_id_row_pk" PRIMARY KEY("shop_id","run_id","row"),
	CONSTRAINT "import_rows_outcome_kind" CHECK ("import_rows"."outcome" in ('added', 'changed', 'unchanged', 'rejected'))
);
--> statement-breakpoint
CREATE TABLE "import_runs" (
	"shop_id" text NOT NULL,
	"id" text NOT NULL,
	"what" text NOT NULL,
	"format" text NOT NULL,
	"file_name" text NOT NULL,
	"bytes" bigint NOT NULL,
	"status" text NOT NULL,
	"rows_read" integer DEFAULT 0 NOT NULL,
	"rows_written" integer DEFAULT 0 NOT NULL,
	"added" integer DEFAULT 0 NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	"unchanged" integer DEFAULT 0 NOT NULL,
	"rejected" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"started_by" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "import_runs_shop_id_id_pk" PRIMARY KEY("shop_id","id"),
	CONSTRAINT "import_runs_what" CHECK ("import_runs"."what" in ('entries', 'products')),
	CONSTRAINT "import_runs_format" CHECK ("import_runs"."format" in ('xlsx', 'csv', 'jsonl', 'yml')),
	CONSTRAINT "import_runs_status" CHECK ("import_runs"."status" in ('uploading', 'reading', 'ready', 'writing', 'done', 'failed', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "knowledge_findings" (
	"shop_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"left_source" text NOT NULL,
	"right_source" text NOT NULL,
	"detail" jsonb NOT NULL,
	"content_hash" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"found_at" timestamp with time zone NOT NULL,
	"settled_by" text,
	"settled_at" timestamp with time zone,
	CONSTRAINT "knowledge_findings_shop_id_id_pk" PRIMARY KEY("shop_id","id"),
	CONSTRAINT "knowledge_findings_pair" UNIQUE("shop_id","kind","left_source","right_source"),
	CONSTRAINT "knowledge_findings_kind" CHECK ("knowledge_findings"."kind" in ('duplicate', 'contradiction')),
	CONSTRAINT "knowledge_findings_status" CHECK ("knowledge_findings"."status" in ('open', 'dismissed', 'gone'))
);
--> statement-breakpoint
CREATE TABLE "product_marks" (
	"shop_id" text NOT NULL,
	"id_kind" text NOT NULL,
	"value" text NOT NULL,
	"reason" text NOT NULL,
	"marked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "product_marks_shop_id_id_kind_value_pk" PRIMARY KEY("shop_id","id_kind","value"),
	CONSTRAINT "product_marks_id_kind" CHECK ("product_marks"."id_kind" in ('sku', 'product_id', 'offer_id'))
);
--> statement-breakpoint
ALTER TABLE "knowledge_entries" DROP CONSTRAINT "knowledge_entries_kind";--> statement-breakpoint
ALTER TABLE "embedding_spaces" ADD COLUMN "provider" text DEFAULT 'hash' NOT NULL;--> statement-breakpoint
ALTER TABLE "embedding_spaces" ADD COLUMN "config" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "embedding_spaces" ADD COLUMN "status" text DEFAULT 'idle' NOT NULL;--> statement-breakpoint
ALTER TABLE "embedding_spaces" ADD COLUMN "calibration" jsonb;--> statement-breakpoint
ALTER TABLE "embedding_spaces" ADD COLUMN "started_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "embedding_spaces" ADD COLUMN "went_live_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "embedding_spaces" ADD COLUMN "failure" text;--> statement-breakpoint
ALTER TABLE "knowledge_entries" ADD COLUMN "question_en" text;--> statement-breakpoint
ALTER TABLE "knowledge_entries" ADD COLUMN "answer_en" text;--> statement-breakpoint
ALTER TABLE "knowledge_entries" ADD COLUMN "brand" text;--> statement-breakpoint
ALTER TABLE "knowledge_entries" ADD COLUMN "warranty" jsonb;--> statement-breakpoint
ALTER TABLE "knowledge_entries" ADD COLUMN "machine_filled" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "knowledge_entries" ADD COLUMN "owner" text;--> statement-breakpoint
ALTER TABLE "knowledge_entries" ADD COLUMN "review_by" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "compatibility" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "draft_entries" ADD CONSTRAINT "draft_entries_shop_id_draft_id_drafts_shop_id_id_fk" FOREIGN KEY ("shop_id","draft_id") REFERENCES "public"."drafts"("shop_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalogue_syncs" ADD CONSTRAINT "catalogue_syncs_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_files" ADD CONSTRAINT "import_files_shop_id_run_id_import_runs_shop_id_id_fk" FOREIGN KEY ("shop_id","run_id") REFERENCES "public"."import_runs"("shop_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_shop_id_run_id_import_runs_shop_id_id_fk" FOREIGN KEY ("shop_id","run_id") REFERENCES "public"."import_runs"("shop_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_runs" ADD CONSTRAINT "import_runs_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_findings" ADD CONSTRAINT "knowledge_findings_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_marks" ADD CONSTRAINT "product_marks_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "draft_entries_entry" ON "draft_entries" USING btree ("shop_id","entry_id");--> statement-breakpoint
CREATE INDEX "import_rows_outcome" ON "import_rows" USING btree ("shop_id","run_id","outcome","row");--> statement-breakpoint
CREATE UNIQUE INDEX "embedding_spaces_one_live" ON "embedding_spaces" USING btree ("status") WHERE "embedding_spaces"."status" = 'live';--> statement-breakpoint
ALTER TABLE "embedding_spaces" ADD CONSTRAINT "embedding_spaces_status" CHECK ("embedding_spaces"."status" in ('idle', 'filling', 'live'));--> statement-breakpoint
ALTER TABLE "knowledge_entries" ADD CONSTRAINT "knowledge_entries_kind" CHECK ("knowledge_entries"."kind" in ('faq', 'policy', 'warranty', 'past-answer'));