-- one row is: nothing; row security of what phones send
-- reads: the session's territory (database/sql/territory_functions.sql)
-- writes: policies of case_field_submission
-- Rows are seen, added and changed within the territory of whoever acts; none is ever deleted.
alter table public.case_field_submission enable row level security;
create policy in_territory on public.case_field_submission for select using (
    (select public.desil_sees_city())
    or village_code = any((select public.desil_villages())::text[])
);
create policy adds_in_territory on public.case_field_submission for insert with check (
    (select public.desil_sees_city())
    or village_code = any((select public.desil_villages())::text[])
);
create policy changes_in_territory on public.case_field_submission for update using (
    (select public.desil_sees_city())
    or village_code = any((select public.desil_villages())::text[])
) with check (
    (select public.desil_sees_city())
    or village_code = any((select public.desil_villages())::text[])
);
