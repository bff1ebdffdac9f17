-- One row is one accepted correction: a fact of a family or a person, or something that happened.
-- One that was delivered again stands as the newest delivery has it.
-- Reads delivered_correction, correction_delivery; writes asked_correction.
select
    change.case_number,
    if(starts_with(change.field, 'happening:'), 'happening', split_part(change.subject, ':', 1))
        as fact_table,
    split_part(change.subject, ':', 2) as subject,
    replace(change.field, 'happening:', '') as fact,
    change.old_value,
    change.new_value,
    change.decided_at as decided_on,
    delivery.delivery_id,
    delivery.delivery_number
from delivered_correction as change
inner join correction_delivery as delivery on change.filename = delivery.change_file
qualify
    row_number() over (
        partition by change.case_number, change.subject, change.field
        order by delivery.delivery_number desc
    ) = 1
