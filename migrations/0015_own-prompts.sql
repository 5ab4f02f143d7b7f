CREATE TABLE "prompt_bench_cases" (
	"shop_id" text NOT NULL,
	"bench_id" text NOT NULL,
	"position" integer NOT NULL,
	"draft_id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"category" text NOT NULL,
	"status" text NOT NULL,
	"content" jsonb,
	CONSTRAINT "prompt_bench_cases_shop_id_bench_id_position_pk" PRIMARY KEY("shop_id","bench_id","position"),
	CONSTRAINT "prompt_bench_cases_status" CHECK ("prompt_bench_cases"."status" in ('waiting', 'done', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "prompt_benches" (
	"shop_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"number" integer NOT NULL,
	"live_number" integer,
	"live_version" text NOT NULL,
	"repeats" integer NOT NULL,
	"categories" jsonb NOT NULL,
	"status" text NOT NULL,
	"stop_reason" text,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "prompt_benches_shop_id_id_pk" PRIMARY KEY("shop_id","id"),
	CONSTRAINT "prompt_benches_status" CHECK ("prompt_benches"."status" in ('running', 'done', 'stopped', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "prompt_releases" (
	"shop_id" text NOT NULL,
	"name" text NOT NULL,
	"release" integer NOT NULL,
	"kind" text NOT NULL,
	"from_number" integer,
	"from_version" text NOT NULL,
	"to_number" integer,
	"to_version" text NOT NULL,
	"is_tested" boolean NOT NULL,
	"actor" text NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "prompt_releases_shop_id_name_release_pk" PRIMARY KEY("shop_id","name","release"),
	CONSTRAINT "prompt_releases_kind" CHECK ("prompt_releases"."kind" in ('publish', 'roll_back'))
);
--> statement-breakpoint
ALTER TABLE "live_prompts" ALTER COLUMN "number" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "prompt_versions" ALTER COLUMN "created_at" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "live_prompts" ADD COLUMN "release" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "prompt_versions" ADD COLUMN "base" text NOT NULL;--> statement-breakpoint
ALTER TABLE "prompt_versions" ADD COLUMN "author" text NOT NULL;--> statement-breakpoint
ALTER TABLE "prompt_versions" ADD COLUMN "reason" text NOT NULL;--> statement-breakpoint
ALTER TABLE "prompt_bench_cases" ADD CONSTRAINT "prompt_bench_cases_shop_id_bench_id_prompt_benches_shop_id_id_fk" FOREIGN KEY ("shop_id","bench_id") REFERENCES "public"."prompt_benches"("shop_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prompt_bench_cases" ADD CONSTRAINT "prompt_bench_cases_shop_id_draft_id_drafts_shop_id_id_fk" FOREIGN KEY ("shop_id","draft_id") REFERENCES "public"."drafts"("shop_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prompt_benches" ADD CONSTRAINT "prompt_benches_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prompt_benches" ADD CONSTRAINT "prompt_benches_name_number_prompt_versions_name_number_fk" FOREIGN KEY ("name","number") REFERENCES "public"."prompt_versions"("name","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prompt_releases" ADD CONSTRAINT "prompt_releases_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "prompt_benches_version" ON "prompt_benches" USING btree ("name","number","shop_id");--> statement-breakpoint
ALTER TABLE "prompt_versions" ADD CONSTRAINT "prompt_versions_hash" UNIQUE("name","hash");