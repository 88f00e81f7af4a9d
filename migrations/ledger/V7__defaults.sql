-- The old columns' defaults at cutover: what becomes of one is another expression where the types have no assignment cast,
-- and rollback is to bring back the one that was there.
create table pgretype.retired_default (
    change      text not null references pgretype.change,
    table_name  text not null,
    column_name text not null,
    expression  text not null,
    primary key (change, table_name, column_name)
);
