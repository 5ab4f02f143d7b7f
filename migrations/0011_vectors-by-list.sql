ALTER TABLE "passage_embeddings" ADD COLUMN "list" text DEFAULT 'question' NOT NULL;--> statement-breakpoint
CREATE INDEX "passage_embeddings_list" ON "passage_embeddings" USING btree ("space","shop_id","list");--> statement-breakpoint
ALTER TABLE "passage_embeddings" ADD CONSTRAINT "passage_embeddings_list_kind" CHECK ("passage_embeddings"."list" in ('question', 'answer', 'product'));--> statement-breakpoint
UPDATE "passage_embeddings" e SET "list" = CASE WHEN p."source" = 'product' THEN 'product' ELSE 'answer' END
FROM "passages" p WHERE p."shop_id" = e."shop_id" AND p."id" = e."passage_id"
  AND (p."source" = 'product' OR p."part" = 'answer' OR p."part" LIKE 'answer-%');--> statement-breakpoint
-- The indexes over all lists and shops at once are replaced by one each, made by the next embedding.
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() AND indexname LIKE 'passage\_embeddings\_hnsw\_%' LOOP
    EXECUTE format('DROP INDEX %I', name);
  END LOOP;
END $$;
