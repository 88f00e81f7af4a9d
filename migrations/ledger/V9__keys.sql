-- Keys move: foreign keys at either end of a moved column, sequences, and tables that are swapped one after another.

-- As they were before cutover, for the way back; twin_oid is the pg_constraint.oid of the one that takes the place.
create table pgretype.reference (
    change    text    not null references pgretype.change,
    table_oid bigint  not null,
    name      text    not null,
    original  jsonb   not null,
    twin_oid  bigint,
    taken     boolean not null default false,
    primary key (change, table_oid, name)
);

-- Tables may be swapped one after another; mark is how the reverse mirror stood when it was made, empty where it was not noted.
create table pgretype.swapped_table (
    change    text   not null references pgretype.change,
    table_oid bigint not null,
    mark      text   not null,
    primary key (change, table_oid)
);

insert into pgretype.swapped_table (change, table_oid, mark)
select change.name,
       (entry ->> 'oid')::bigint,
       ''
  from pgretype.change
 cross join jsonb_array_elements(change.tables) as entry
 where change.phase = 'CUT_OVER';

-- The sequences that cutover has widened, as they were before: rollback narrows them again.
create table pgretype.widened_sequence (
    change       text   not null references pgretype.change,
    sequence_oid bigint not null,
    type         text   not null,
    min_value    bigint not null,
    max_value    bigint not null,
    primary key (change, sequence_oid)
);

-- Where the sequences of a change were when it was expanded: how fast their numbers go. By name: at a swap an identity column's
-- sequence becomes another one of the same name.
create table pgretype.sequence_position (
    change        text        not null references pgretype.change,
    sequence_name text        not null,
    position      bigint      not null,
    noted_at      timestamptz not null default clock_timestamp(),
    primary key (change, sequence_name)
);
