-- one row is: nothing; row security of what a case that is handed over takes along
-- reads: the session's territory (database/sql/territory_functions.sql)
-- writes: policies of case_event and case_applicant
-- An event keeps the kelurahan in which it happened. Whoever sees the case sees all its events;
-- whoever handed it over, those that happened there.
drop policy in_territory on public.case_event;
create policy in_territory on public.case_event for select using (
    (select public.desil_sees_city())
    or village_code = any((select public.desil_villages())::text[])
    or case_id in (select record.id from public.case_record as record)
);

-- The applicant goes along.
create policy changes_in_territory on public.case_applicant for update using (
    (select public.desil_sees_city())
    or village_code = any((select public.desil_villages())::text[])
) with check (
    (select public.desil_sees_city())
    or village_code = any((select public.desil_villages())::text[])
);
