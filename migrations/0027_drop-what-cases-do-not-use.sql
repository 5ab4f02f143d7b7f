ALTER TABLE "cases" DROP CONSTRAINT "cases_lead";--> statement-breakpoint
ALTER TABLE "cases" DROP CONSTRAINT "cases_department_id_departments_id_fk";--> statement-breakpoint
DROP INDEX "cases_lead";--> statement-breakpoint
ALTER TABLE "cases" DROP COLUMN "department_id";--> statement-breakpoint
ALTER TABLE "cases" DROP COLUMN "lead_id";--> statement-breakpoint
DROP TABLE "department_members";--> statement-breakpoint
DROP TABLE "departments";
