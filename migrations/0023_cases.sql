CREATE TABLE "assignment_rules" (
	"shop_id" text PRIMARY KEY NOT NULL,
	"is_on" boolean NOT NULL,
	"role" text NOT NULL,
	"categories" jsonb NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "assignment_rules_role" CHECK ("assignment_rules"."role" in ('agent', 'lead', 'admin'))
);
--> statement-breakpoint
CREATE TABLE "case_events" (
	"shop_id" text NOT NULL,
	"id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"kind" text NOT NULL,
	"actor" text NOT NULL,
	"detail" text,
	"note" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "case_events_shop_id_id_pk" PRIMARY KEY("shop_id","id")
);
--> statement-breakpoint
CREATE TABLE "case_waits" (
	"shop_id" text NOT NULL,
	"id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"waits_for" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"until" timestamp with time zone,
	"started_by" text NOT NULL,
	"ended_by" text,
	CONSTRAINT "case_waits_shop_id_id_pk" PRIMARY KEY("shop_id","id"),
	CONSTRAINT "case_waits_for" CHECK ("case_waits"."waits_for" in ('buyer', 'warehouse', 'carrier', 'supplier', 'ozon_support', 'colleague')),
	CONSTRAINT "case_waits_forward" CHECK ("case_waits"."until" >= "case_waits"."since")
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"shop_id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"stage" text,
	"assigned_to" text,
	"assigned_at" timestamp with time zone,
	"department_id" text,
	"lead_id" text,
	"outcome" text,
	"outcome_at" timestamp with time zone,
	"reopened" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "cases_shop_id_conversation_id_pk" PRIMARY KEY("shop_id","conversation_id"),
	CONSTRAINT "cases_stage" CHECK ("cases"."stage" in ('listen', 'investigate', 'propose', 'confirm', 'follow_up')),
	CONSTRAINT "cases_outcome" CHECK ("cases"."outcome" in ('confirmed', 'silence', 'agent')),
	CONSTRAINT "cases_lead" CHECK ("cases"."lead_id" <> "cases"."conversation_id")
);
--> statement-breakpoint
CREATE TABLE "department_members" (
	"department_id" text NOT NULL,
	"user_id" text NOT NULL,
	CONSTRAINT "department_members_department_id_user_id_pk" PRIMARY KEY("department_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "departments" (
	"id" text PRIMARY KEY NOT NULL,
	"name_ru" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"disabled_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "assignment_rules" ADD CONSTRAINT "assignment_rules_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_events" ADD CONSTRAINT "case_events_shop_id_conversation_id_conversations_shop_id_id_fk" FOREIGN KEY ("shop_id","conversation_id") REFERENCES "public"."conversations"("shop_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_waits" ADD CONSTRAINT "case_waits_shop_id_conversation_id_conversations_shop_id_id_fk" FOREIGN KEY ("shop_id","conversation_id") REFERENCES "public"."conversations"("shop_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_assigned_to_users_id_fk" FOREIGN KEY ("assigned_to") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_shop_id_conversation_id_conversations_shop_id_id_fk" FOREIGN KEY ("shop_id","conversation_id") REFERENCES "public"."conversations"("shop_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "department_members" ADD CONSTRAINT "department_members_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "department_members" ADD CONSTRAINT "department_members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_events_case" ON "case_events" USING btree ("shop_id","conversation_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "case_waits_one_open" ON "case_waits" USING btree ("shop_id","conversation_id") WHERE "case_waits"."until" is null;--> statement-breakpoint
CREATE INDEX "case_waits_case" ON "case_waits" USING btree ("shop_id","conversation_id","since");--> statement-breakpoint
CREATE INDEX "cases_stage" ON "cases" USING btree ("stage") WHERE "cases"."stage" is not null;--> statement-breakpoint
CREATE INDEX "cases_assigned" ON "cases" USING btree ("assigned_to") WHERE "cases"."assigned_to" is not null;--> statement-breakpoint
CREATE INDEX "cases_lead" ON "cases" USING btree ("shop_id","lead_id") WHERE "cases"."lead_id" is not null;--> statement-breakpoint
CREATE INDEX "cases_outcome" ON "cases" USING btree ("outcome") WHERE "cases"."outcome" is not null;--> statement-breakpoint
CREATE INDEX "department_members_user" ON "department_members" USING btree ("user_id");
--> statement-breakpoint
-- What happened is not written anew: rows go only with the conversation they belong to.
CREATE FUNCTION otvet_case_events_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND NOT EXISTS (
    SELECT 1 FROM conversations c WHERE c.shop_id = OLD.shop_id AND c.id = OLD.conversation_id
  ) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'case_events is append-only' USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER case_events_append_only BEFORE UPDATE OR DELETE ON "case_events"
  FOR EACH ROW EXECUTE FUNCTION otvet_case_events_append_only();
