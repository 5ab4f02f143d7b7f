CREATE TABLE "finding_checks" (
	"shop_id" text NOT NULL,
	"source" text NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "finding_checks_shop_id_source_pk" PRIMARY KEY("shop_id","source")
);
--> statement-breakpoint
ALTER TABLE "knowledge_findings" ADD COLUMN "settled_reason" text;--> statement-breakpoint
ALTER TABLE "finding_checks" ADD CONSTRAINT "finding_checks_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "knowledge_findings_left" ON "knowledge_findings" USING btree ("shop_id","left_source");--> statement-breakpoint
CREATE INDEX "knowledge_findings_right" ON "knowledge_findings" USING btree ("shop_id","right_source");--> statement-breakpoint
CREATE INDEX "knowledge_findings_newest" ON "knowledge_findings" USING btree ("status","found_at","id");