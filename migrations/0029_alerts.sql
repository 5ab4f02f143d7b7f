CREATE TABLE "alert_deliveries" (
	"shop_id" text NOT NULL,
	"alert_id" text NOT NULL,
	"target_id" text NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"batch_id" text,
	"first_tried_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"reason" text,
	"settled_at" timestamp with time zone,
	CONSTRAINT "alert_deliveries_shop_id_alert_id_target_id_pk" PRIMARY KEY("shop_id","alert_id","target_id"),
	CONSTRAINT "alert_deliveries_status" CHECK ("alert_deliveries"."status" in ('waiting', 'sent', 'dropped', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "alert_settings" (
	"user_id" text PRIMARY KEY NOT NULL,
	"kinds" jsonb NOT NULL,
	"shop_ids" jsonb,
	"lead_minutes" integer NOT NULL,
	"quiet_from" text,
	"quiet_to" text,
	"time_zone" text NOT NULL,
	"language" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alert_targets" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"kind" text NOT NULL,
	"address" text NOT NULL,
	"sealed_secret" text,
	"created_at" timestamp with time zone NOT NULL,
	"last_delivered_at" timestamp with time zone,
	"broken_at" timestamp with time zone,
	"broken_code" text,
	"broken_answer" text,
	CONSTRAINT "alert_targets_address" UNIQUE("user_id","kind","address"),
	CONSTRAINT "alert_targets_kind" CHECK ("alert_targets"."kind" in ('telegram', 'email', 'webhook'))
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"shop_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"threshold" text NOT NULL,
	"conversation_id" text,
	"facts" jsonb NOT NULL,
	"happened_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "alerts_shop_id_id_pk" PRIMARY KEY("shop_id","id"),
	CONSTRAINT "alerts_once" UNIQUE("shop_id","kind","subject","threshold")
);
--> statement-breakpoint
ALTER TABLE "alert_deliveries" ADD CONSTRAINT "alert_deliveries_target_id_alert_targets_id_fk" FOREIGN KEY ("target_id") REFERENCES "public"."alert_targets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_deliveries" ADD CONSTRAINT "alert_deliveries_shop_id_alert_id_alerts_shop_id_id_fk" FOREIGN KEY ("shop_id","alert_id") REFERENCES "public"."alerts"("shop_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_settings" ADD CONSTRAINT "alert_settings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_targets" ADD CONSTRAINT "alert_targets_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alert_deliveries_waiting" ON "alert_deliveries" USING btree ("target_id","next_at") WHERE "alert_deliveries"."status" = 'waiting';--> statement-breakpoint
CREATE INDEX "alert_deliveries_settled" ON "alert_deliveries" USING btree ("settled_at") WHERE "alert_deliveries"."settled_at" is not null;--> statement-breakpoint
CREATE INDEX "alerts_age" ON "alerts" USING btree ("created_at");