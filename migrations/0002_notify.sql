-- Wakes sleeping workers and open consoles; one note a statement, merged by the database within a transaction.
CREATE FUNCTION otvet_notify() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify(TG_ARGV[0], '');
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER jobs_notify AFTER INSERT OR UPDATE OF version ON "jobs"
  FOR EACH STATEMENT EXECUTE FUNCTION otvet_notify('otvet_jobs');--> statement-breakpoint
CREATE TRIGGER changes_notify AFTER INSERT ON "changes"
  FOR EACH STATEMENT EXECUTE FUNCTION otvet_notify('otvet_changes');
