-- Keys move: foreign keys at either end of a moved column, and tables that are swapped one after another.

-- As they were before cutover, for the way back; twin_oid is the pg_constraint.oid of the one that takes the place.
create table pgretype.reference (
    change    text    not null references pgretype.change (name),
    table_oid bigint  not null,
    name      text    not null,
    original  jsonb   not null,
    twin_oid  bigint,
    taken     boolean not null default false,
    primary key (change, table_oid, name)
);

-- While a change is partly cut over; mark is how the reverse mirror stood when it was made.
create table pgretype.swapped_table (
    change    text   not null references pgretype.change (name),
    table_oid bigint not null,
    mark      text   not null,
    primary key (change, table_oid)
);
