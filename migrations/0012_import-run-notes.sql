ALTER TABLE "import_rows" ALTER COLUMN "reason" SET DATA TYPE jsonb USING "reason"::jsonb;--> statement-breakpoint
ALTER TABLE "import_rows" ADD COLUMN "base" text;--> statement-breakpoint
ALTER TABLE "import_runs" ADD COLUMN "written_through" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "import_runs" ADD COLUMN "notes" jsonb DEFAULT '[]'::jsonb NOT NULL;