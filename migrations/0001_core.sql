CREATE TABLE "api_tokens" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"token_hash" text NOT NULL,
	"scopes" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_tokens_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "audit_records" (
	"shop_id" text DEFAULT '' NOT NULL,
	"id" text NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "audit_records_shop_id_id_pk" PRIMARY KEY("shop_id","id")
);
--> statement-breakpoint
CREATE TABLE "changes" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"shop_id" text NOT NULL,
	"kind" text NOT NULL,
	"conversation_id" text,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"login" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"language" text,
	"password_hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"disabled_at" timestamp with time zone,
	CONSTRAINT "users_login" UNIQUE("login"),
	CONSTRAINT "users_role" CHECK ("users"."role" in ('agent', 'lead', 'admin'))
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"shop_id" text NOT NULL,
	"message_id" text NOT NULL,
	"position" integer NOT NULL,
	"url" text NOT NULL,
	"name" text,
	CONSTRAINT "attachments_shop_id_message_id_position_pk" PRIMARY KEY("shop_id","message_id","position")
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"shop_id" text NOT NULL,
	"id" text NOT NULL,
	"channel" text NOT NULL,
	"external_id" text NOT NULL,
	"chat_type" text,
	"status" text DEFAULT 'open' NOT NULL,
	"revision" bigint DEFAULT 0 NOT NULL,
	"buyer_external_id" text,
	"buyer_name" text,
	"order_number" text,
	"posting_number" text,
	"scheme" text,
	"sku" text,
	"last_message_at" timestamp with time zone,
	"last_buyer_message_at" timestamp with time zone,
	"last_message_seq" numeric(20),
	"confirmed_seq" numeric(20),
	"buyer_read_seq" numeric(20),
	"reply_window_until" timestamp with time zone,
	"window_rule" text,
	"draft_due_at" timestamp with time zone,
	"draft_error" text,
	"note" text,
	"claimed_by" text,
	"claimed_until" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"chat_closed" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "conversations_shop_id_id_pk" PRIMARY KEY("shop_id","id"),
	CONSTRAINT "conversations_external" UNIQUE("shop_id","channel","external_id"),
	CONSTRAINT "conversations_status" CHECK ("conversations"."status" in ('open', 'waiting', 'answered', 'closed', 'escalated'))
);
--> statement-breakpoint
CREATE TABLE "message_versions" (
	"shop_id" text NOT NULL,
	"message_id" text NOT NULL,
	"version" integer NOT NULL,
	"text" text NOT NULL,
	"replaced_at" timestamp with time zone NOT NULL,
	CONSTRAINT "message_versions_shop_id_message_id_version_pk" PRIMARY KEY("shop_id","message_id","version")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"shop_id" text NOT NULL,
	"id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"external_id" text NOT NULL,
	"seq" numeric(20) NOT NULL,
	"author" text NOT NULL,
	"author_type" text NOT NULL,
	"text" text NOT NULL,
	"order_number" text,
	"sku" text,
	"sent_at" timestamp with time zone NOT NULL,
	"edited_at" timestamp with time zone,
	"read_at" timestamp with time zone,
	"received_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone,
	CONSTRAINT "messages_shop_id_id_pk" PRIMARY KEY("shop_id","id"),
	CONSTRAINT "messages_external" UNIQUE("shop_id","conversation_id","external_id"),
	CONSTRAINT "messages_author" CHECK ("messages"."author" in ('buyer', 'seller', 'marketplace'))
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"shop_id" text NOT NULL,
	"id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"draft_id" text NOT NULL,
	"kind" text NOT NULL,
	"actor" text NOT NULL,
	"reason" text,
	"note" text,
	"text_before" text NOT NULL,
	"text_after" text,
	"decided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "decisions_shop_id_id_pk" PRIMARY KEY("shop_id","id"),
	CONSTRAINT "decisions_one_per_draft" UNIQUE("shop_id","draft_id"),
	CONSTRAINT "decisions_kind" CHECK ("decisions"."kind" in ('approve', 'edit', 'redo', 'refuse', 'escalate'))
);
--> statement-breakpoint
CREATE TABLE "drafts" (
	"shop_id" text NOT NULL,
	"id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"kind" text NOT NULL,
	"route" text NOT NULL,
	"text" text NOT NULL,
	"sentences" jsonb NOT NULL,
	"evidence" jsonb NOT NULL,
	"evidence_class" text NOT NULL,
	"classification" jsonb NOT NULL,
	"checks" jsonb NOT NULL,
	"reading_card" jsonb NOT NULL,
	"unanswered" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"origin" text DEFAULT 'drafting' NOT NULL,
	"origin_reason" text,
	"revision" bigint NOT NULL,
	"fingerprint" text NOT NULL,
	"composer" text NOT NULL,
	"model" text,
	"prompt_version" text,
	"pipeline_version" text NOT NULL,
	"latency_ms" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	"settled_by" text,
	"settled_reason" text,
	CONSTRAINT "drafts_shop_id_id_pk" PRIMARY KEY("shop_id","id"),
	CONSTRAINT "drafts_status" CHECK ("drafts"."status" in ('pending', 'approved', 'edited', 'refused', 'escalated', 'superseded')),
	CONSTRAINT "drafts_kind" CHECK ("drafts"."kind" in ('answer', 'clarify', 'acknowledge', 'handover')),
	CONSTRAINT "drafts_route" CHECK ("drafts"."route" in ('auto_send', 'review', 'escalate', 'no_reply'))
);
--> statement-breakpoint
CREATE TABLE "live_prompts" (
	"shop_id" text NOT NULL,
	"name" text NOT NULL,
	"number" integer NOT NULL,
	"moved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "live_prompts_shop_id_name_pk" PRIMARY KEY("shop_id","name")
);
--> statement-breakpoint
CREATE TABLE "prompt_versions" (
	"name" text NOT NULL,
	"number" integer NOT NULL,
	"hash" text NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "prompt_versions_name_number_pk" PRIMARY KEY("name","number")
);
--> statement-breakpoint
CREATE TABLE "replies" (
	"shop_id" text NOT NULL,
	"id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"draft_id" text NOT NULL,
	"text" text NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"approved_by" text NOT NULL,
	"approved_revision" bigint NOT NULL,
	"due_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"proof_reads" integer DEFAULT 0 NOT NULL,
	"sending_since" timestamp with time zone,
	"baseline_seq" text,
	"external_message_id" text,
	"visible_at" timestamp with time zone,
	"failure_code" text,
	"failure_reason" text,
	"trace_id" text,
	"created_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "replies_shop_id_id_pk" PRIMARY KEY("shop_id","id"),
	CONSTRAINT "replies_draft" UNIQUE("shop_id","draft_id"),
	CONSTRAINT "replies_external_message" UNIQUE("shop_id","conversation_id","external_message_id"),
	CONSTRAINT "replies_status" CHECK ("replies"."status" in ('queued', 'sending', 'sent', 'visible', 'rejected', 'uncertain', 'in_moderation', 'lost', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "send_attempts" (
	"shop_id" text NOT NULL,
	"reply_id" text NOT NULL,
	"attempt" integer NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"baseline_seq" text,
	"outcome" text,
	"code" text,
	"reason" text,
	"trace_id" text,
	"finished_at" timestamp with time zone,
	CONSTRAINT "send_attempts_shop_id_reply_id_attempt_pk" PRIMARY KEY("shop_id","reply_id","attempt")
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"queue" text NOT NULL,
	"key" text NOT NULL,
	"payload" jsonb NOT NULL,
	"run_at" timestamp with time zone NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp with time zone,
	"locked_by" text,
	"last_error" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "jobs_queue_key_pk" PRIMARY KEY("queue","key")
);
--> statement-breakpoint
CREATE TABLE "embedding_spaces" (
	"id" text PRIMARY KEY NOT NULL,
	"dimensions" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "knowledge_entries" (
	"shop_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"topic" text,
	"question_ru" text NOT NULL,
	"answer_ru" text NOT NULL,
	"question_zh" text,
	"answer_zh" text,
	"variants" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"schemes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"category" text,
	"skus" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"status" text DEFAULT 'live' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"valid_from" timestamp with time zone,
	"valid_until" timestamp with time zone,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "knowledge_entries_shop_id_id_pk" PRIMARY KEY("shop_id","id"),
	CONSTRAINT "knowledge_entries_kind" CHECK ("knowledge_entries"."kind" in ('faq', 'policy', 'past-answer')),
	CONSTRAINT "knowledge_entries_status" CHECK ("knowledge_entries"."status" in ('draft', 'live', 'retired'))
);
--> statement-breakpoint
CREATE TABLE "knowledge_versions" (
	"shop_id" text NOT NULL,
	"entry_id" text NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "knowledge_versions_shop_id_entry_id_version_pk" PRIMARY KEY("shop_id","entry_id","version")
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"shop_id" text NOT NULL,
	"posting_number" text NOT NULL,
	"order_number" text NOT NULL,
	"scheme" text NOT NULL,
	"status" text NOT NULL,
	"products" jsonb NOT NULL,
	"created_at" timestamp with time zone,
	"paid_at" timestamp with time zone,
	"shipment_date" timestamp with time zone,
	"delivery_from" timestamp with time zone,
	"delivery_until" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone,
	"cancel_reason" text,
	"tracking_number" text,
	"returns" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	CONSTRAINT "orders_shop_id_posting_number_pk" PRIMARY KEY("shop_id","posting_number")
);
--> statement-breakpoint
CREATE TABLE "passage_embeddings" (
	"shop_id" text NOT NULL,
	"passage_id" text NOT NULL,
	"space" text NOT NULL,
	"text_hash" text NOT NULL,
	"embedding" vector NOT NULL,
	CONSTRAINT "passage_embeddings_shop_id_passage_id_space_pk" PRIMARY KEY("shop_id","passage_id","space")
);
--> statement-breakpoint
CREATE TABLE "passages" (
	"shop_id" text NOT NULL,
	"id" text NOT NULL,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"part" text NOT NULL,
	"sku" text,
	"text" text NOT NULL,
	"text_hash" text NOT NULL,
	"tsv" "tsvector" GENERATED ALWAYS AS (to_tsvector('russian', replace(replace("text", 'ё', 'е'), 'Ё', 'Е'))) STORED,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "passages_shop_id_id_pk" PRIMARY KEY("shop_id","id"),
	CONSTRAINT "passages_source_kind" CHECK ("passages"."source" in ('entry', 'product'))
);
--> statement-breakpoint
CREATE TABLE "products" (
	"shop_id" text NOT NULL,
	"sku" text NOT NULL,
	"product_id" text,
	"offer_id" text NOT NULL,
	"name_ru" text NOT NULL,
	"name_zh" text,
	"brand" text,
	"category_ru" text,
	"category_zh" text,
	"description_ru" text DEFAULT '' NOT NULL,
	"description_zh" text,
	"attributes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"sizes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"warranty" jsonb,
	"picture_url" text,
	"price" numeric(14, 2),
	"old_price" numeric(14, 2),
	"currency" text DEFAULT 'RUB' NOT NULL,
	"price_as_of" timestamp with time zone,
	"stock_fbo" integer,
	"stock_fbs" integer,
	"stock_as_of" timestamp with time zone,
	"retired_at" timestamp with time zone,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "products_shop_id_sku_pk" PRIMARY KEY("shop_id","sku")
);
--> statement-breakpoint
CREATE TABLE "channel_cursors" (
	"shop_id" text NOT NULL,
	"channel" text NOT NULL,
	"name" text NOT NULL,
	"value" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "channel_cursors_shop_id_channel_name_pk" PRIMARY KEY("shop_id","channel","name")
);
--> statement-breakpoint
CREATE TABLE "inbound_events" (
	"shop_id" text NOT NULL,
	"id" text NOT NULL,
	"channel" text NOT NULL,
	"conversation_external_id" text,
	"type" text NOT NULL,
	"source" text NOT NULL,
	"body" text NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"reason" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"processed_at" timestamp with time zone,
	CONSTRAINT "inbound_events_shop_id_id_pk" PRIMARY KEY("shop_id","id"),
	CONSTRAINT "inbound_events_source" CHECK ("inbound_events"."source" in ('push', 'poll')),
	CONSTRAINT "inbound_events_status" CHECK ("inbound_events"."status" in ('pending', 'processed', 'stored', 'ignored', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "shops" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"marketplace" text DEFAULT 'ozon' NOT NULL,
	"client_id" text NOT NULL,
	"seller_id" text,
	"api_base" text NOT NULL,
	"sealed_api_key" text NOT NULL,
	"sealed_webhook_key" text NOT NULL,
	"webhook_key_hash" text NOT NULL,
	"webhook_networks" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"signature" text,
	"is_demo" boolean DEFAULT false NOT NULL,
	"last_push_at" timestamp with time zone,
	"last_poll_at" timestamp with time zone,
	"last_poll_error" text,
	"capabilities" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"disabled_at" timestamp with time zone,
	CONSTRAINT "shops_client_key" UNIQUE("marketplace","client_id","api_base"),
	CONSTRAINT "shops_webhook_key" UNIQUE("webhook_key_hash")
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_shop_id_message_id_messages_shop_id_id_fk" FOREIGN KEY ("shop_id","message_id") REFERENCES "public"."messages"("shop_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_versions" ADD CONSTRAINT "message_versions_shop_id_message_id_messages_shop_id_id_fk" FOREIGN KEY ("shop_id","message_id") REFERENCES "public"."messages"("shop_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_shop_id_conversation_id_conversations_shop_id_id_fk" FOREIGN KEY ("shop_id","conversation_id") REFERENCES "public"."conversations"("shop_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_shop_id_draft_id_drafts_shop_id_id_fk" FOREIGN KEY ("shop_id","draft_id") REFERENCES "public"."drafts"("shop_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_shop_id_conversation_id_conversations_shop_id_id_fk" FOREIGN KEY ("shop_id","conversation_id") REFERENCES "public"."conversations"("shop_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "live_prompts" ADD CONSTRAINT "live_prompts_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "live_prompts" ADD CONSTRAINT "live_prompts_name_number_prompt_versions_name_number_fk" FOREIGN KEY ("name","number") REFERENCES "public"."prompt_versions"("name","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replies" ADD CONSTRAINT "replies_shop_id_conversation_id_conversations_shop_id_id_fk" FOREIGN KEY ("shop_id","conversation_id") REFERENCES "public"."conversations"("shop_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replies" ADD CONSTRAINT "replies_shop_id_draft_id_drafts_shop_id_id_fk" FOREIGN KEY ("shop_id","draft_id") REFERENCES "public"."drafts"("shop_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "send_attempts" ADD CONSTRAINT "send_attempts_shop_id_reply_id_replies_shop_id_id_fk" FOREIGN KEY ("shop_id","reply_id") REFERENCES "public"."replies"("shop_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_entries" ADD CONSTRAINT "knowledge_entries_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_versions" ADD CONSTRAINT "knowledge_versions_shop_id_entry_id_knowledge_entries_shop_id_id_fk" FOREIGN KEY ("shop_id","entry_id") REFERENCES "public"."knowledge_entries"("shop_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passage_embeddings" ADD CONSTRAINT "passage_embeddings_space_embedding_spaces_id_fk" FOREIGN KEY ("space") REFERENCES "public"."embedding_spaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passage_embeddings" ADD CONSTRAINT "passage_embeddings_shop_id_passage_id_passages_shop_id_id_fk" FOREIGN KEY ("shop_id","passage_id") REFERENCES "public"."passages"("shop_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passages" ADD CONSTRAINT "passages_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channel_cursors" ADD CONSTRAINT "channel_cursors_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound_events" ADD CONSTRAINT "inbound_events_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_subject" ON "audit_records" USING btree ("shop_id","subject");--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit_records" USING btree ("at");--> statement-breakpoint
CREATE INDEX "changes_at" ON "changes" USING btree ("at");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_expiry" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "conversations_draft_due" ON "conversations" USING btree ("draft_due_at") WHERE "conversations"."draft_due_at" is not null;--> statement-breakpoint
CREATE INDEX "conversations_queue" ON "conversations" USING btree ("reply_window_until") WHERE "conversations"."status" in ('open', 'escalated');--> statement-breakpoint
CREATE INDEX "conversations_recent" ON "conversations" USING btree ("shop_id","last_message_at");--> statement-breakpoint
CREATE INDEX "conversations_order" ON "conversations" USING btree ("shop_id","order_number");--> statement-breakpoint
CREATE INDEX "messages_thread" ON "messages" USING btree ("shop_id","conversation_id","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "drafts_one_pending" ON "drafts" USING btree ("shop_id","conversation_id") WHERE "drafts"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "drafts_conversation" ON "drafts" USING btree ("shop_id","conversation_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "replies_one_in_flight" ON "replies" USING btree ("shop_id","conversation_id") WHERE "replies"."status" in ('queued', 'sending', 'sent', 'uncertain');--> statement-breakpoint
CREATE INDEX "replies_due" ON "replies" USING btree ("due_at") WHERE "replies"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "jobs_due" ON "jobs" USING btree ("queue","run_at");--> statement-breakpoint
CREATE INDEX "orders_number" ON "orders" USING btree ("shop_id","order_number");--> statement-breakpoint
CREATE INDEX "passages_source" ON "passages" USING btree ("shop_id","source","source_id");--> statement-breakpoint
CREATE INDEX "passages_tsv" ON "passages" USING gin ("tsv");--> statement-breakpoint
CREATE INDEX "passages_trgm" ON "passages" USING gin ("text" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "products_offer" ON "products" USING btree ("shop_id","offer_id");--> statement-breakpoint
CREATE INDEX "inbound_events_pending" ON "inbound_events" USING btree ("shop_id","conversation_external_id") WHERE "inbound_events"."status" = 'pending';