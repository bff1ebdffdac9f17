-- The words that quarantine and findings are told in; the three tables come from Python.
create table known_rule as from rule_list;

create table column_action as
select
    unit,
    column_name,
    action
from column_list;

create table column_header as
select
    unit,
    column_name,
    header
from column_list;
