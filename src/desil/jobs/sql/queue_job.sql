-- Puts every new row of work_job, and every one that waits again, into procrastinate's queue.
-- The office may write work_job and nothing of the queue: the function runs as the owner.
create or replace function public.desil_queue_job() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform procrastinate_defer_jobs_v1(array[
    row('desil', 'desil.work', 0, null, null, jsonb_build_object('job_id', new.id), null)
      ::procrastinate_job_to_defer_v1
  ]);
  return new;
end
$$;

create trigger queue_new_job
after insert on public.work_job
for each row execute function public.desil_queue_job();

create trigger queue_job_again
after update of state on public.work_job
for each row when (new.state = 'waiting' and old.state in ('failed', 'cancelled'))
execute function public.desil_queue_job();
