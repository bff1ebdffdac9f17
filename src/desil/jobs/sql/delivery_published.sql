-- one row is: whether any publication that people could see was made from a delivery
-- reads: publication, run
-- writes: nothing
-- binds: delivery_id
select
    exists(
        select 1
        from public.publication
        inner join public.run on publication.run_id = run.run_id
        where
            publication.published_at is not null
            and run.recipe -> 'deliveries' @> to_jsonb(cast(:delivery_id as text))
    ) as was_published
