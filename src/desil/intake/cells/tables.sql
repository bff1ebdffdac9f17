-- The tables that the reading of one delivery fills.

-- One row per broken rule of a row that was read with care. `row_number` counts from 0 in its
-- file; `column_name` is empty where the rule is about the row.
create table broken_rule (
    unit varchar not null,
    file_number integer not null,
    row_number bigint not null,
    place integer not null,
    column_name varchar not null,
    value varchar,
    rule varchar not null
);

-- One row per row that leaves the delivery, with the first rule that it breaks.
create table rejected_row (
    unit varchar not null,
    file_number integer not null,
    row_number bigint not null,
    column_name varchar not null,
    value varchar,
    rule varchar not null
);

-- One row per thing told of a row that stays.
create table finding (
    unit varchar not null,
    file_number integer not null,
    row_number bigint not null,
    column_name varchar not null,
    value varchar,
    rule varchar not null
);
