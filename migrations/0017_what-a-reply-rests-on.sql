ALTER TABLE "replies" ADD COLUMN "sentences" jsonb;--> statement-breakpoint
ALTER TABLE "replies" ADD COLUMN "evidence_class" text;--> statement-breakpoint
-- Replies that left as they were drafted rest on what their draft rested on.
UPDATE "replies" r SET "sentences" = d."sentences", "evidence_class" = d."evidence_class" FROM "drafts" d
  WHERE d."shop_id" = r."shop_id" AND d."id" = r."draft_id" AND d."text" = r."text";
