-- one row is: nothing; row security of the tables of cases, and the trigger that keeps events
-- reads: the session's territory (database/sql/territory_functions.sql)
-- writes: policies of case_record and its tables, a trigger of case_event, the function of tickets
-- Rows are seen, added and changed within the territory of whoever acts; none is ever deleted.
do $$
declare
    guarded text;
    inside constant text := '((select public.desil_sees_city())'
        ' or village_code = any((select public.desil_villages())::text[]))';
begin
    foreach guarded in array array['case_record', 'case_event', 'case_change', 'case_evidence',
                                   'case_link', 'case_applicant']
    loop
        execute format('alter table public.%I enable row level security', guarded);
        execute format('create policy adds_in_territory on public.%I for insert'
                       ' with check (%s)', guarded, inside);
        if guarded <> 'case_applicant' then
            execute format('create policy in_territory on public.%I for select using (%s)',
                           guarded, inside);
            execute format('create policy changes_in_territory on public.%I for update'
                           ' using (%s) with check (%s)', guarded, inside, inside);
        end if;
    end loop;
end
$$;

-- Who objects to another family is shown to those alone who see the whole city.
create policy in_territory on public.case_applicant for select using (
    (select public.desil_sees_city())
    or (not is_protected and village_code = any((select public.desil_villages())::text[]))
);

create or replace function public.case_event_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'the events of a case are append-only'
        using errcode = 'insufficient_privilege';
end
$$;
create trigger case_event_no_change before update or delete on public.case_event
for each row execute function public.case_event_refuse();
create trigger case_event_no_truncate before truncate on public.case_event
for each statement execute function public.case_event_refuse();

-- The portal has no territory. A ticket with the applicant's birth date opens one case.
create or replace function public.case_of_ticket(wanted text, born date)
returns table (id bigint, village_code text)
language sql stable security definer set search_path = public, pg_temp as $$
    select record.id, record.village_code
    from case_record as record
    inner join case_applicant as applicant on applicant.case_id = record.id
    where record.ticket = wanted and applicant.birth_date = born
$$;
