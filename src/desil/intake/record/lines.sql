-- Where the rows that something is told of stood in the files handed in; filled by lines.py.
create table row_line (
    file_number integer not null,
    row_number bigint not null,
    line bigint not null
);

create table raw_row (
    file_number integer not null,
    row_number bigint not null,
    raw varchar not null
);

create table broken_line (
    unit varchar not null,
    file_number integer not null,
    line bigint not null,
    rule varchar not null,
    raw varchar not null
);
