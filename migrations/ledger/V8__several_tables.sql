-- A change may have several tables: what is kept of one of them says of which, by its oid. Until now a change had one, the
-- first in its entry. Rows of runs whose change the ledger no longer knows belong to nobody; they get 0.

alter table pgretype.key_range      add column table_oid bigint not null default 0;
alter table pgretype.locked_row     add column table_oid bigint not null default 0;
alter table pgretype.failing_row    add column table_oid bigint not null default 0;
alter table pgretype.walk           add column table_oid bigint not null default 0;
alter table pgretype.block_range    add column table_oid bigint not null default 0;
alter table pgretype.mirror_mark    add column table_oid bigint not null default 0;
-- 0 of chunks that an older release compared. They have no key, so that in a published ledger nobody could update them.
alter table pgretype.compared_chunk add column table_oid bigint not null default 0;
alter table pgretype.twin           add column table_oid bigint not null default 0;
alter table pgretype.retired_constraint add column table_oid bigint not null default 0;

create temporary view the_table as
select name as change,
       (tables -> 0 ->> 'oid')::bigint as oid
  from pgretype.change;

create temporary view the_table_of_run as
select run.id as run,
       the_table.oid
  from pgretype.run
  join the_table
    on the_table.change = run.change;

update pgretype.key_range   as old set table_oid = known.oid from the_table_of_run as known where known.run = old.run;
update pgretype.locked_row  as old set table_oid = known.oid from the_table_of_run as known where known.run = old.run;
update pgretype.failing_row as old set table_oid = known.oid from the_table_of_run as known where known.run = old.run;
update pgretype.walk        as old set table_oid = known.oid from the_table_of_run as known where known.run = old.run;
update pgretype.block_range as old set table_oid = known.oid from the_table_of_run as known where known.run = old.run;
update pgretype.mirror_mark as old set table_oid = known.oid from the_table_of_run as known where known.run = old.run;
update pgretype.twin        as old set table_oid = known.oid from the_table as known where known.change = old.change;
update pgretype.retired_constraint as old set table_oid = known.oid from the_table as known where known.change = old.change;

drop view the_table_of_run;
drop view the_table;

alter table pgretype.key_range
    alter column table_oid drop default,
    drop constraint key_range_pkey,
    add primary key (run, table_oid, number);

alter table pgretype.locked_row
    alter column table_oid drop default,
    drop constraint locked_row_pkey,
    add primary key (run, table_oid, row_key);

alter table pgretype.failing_row
    alter column table_oid drop default,
    drop constraint failing_row_pkey,
    add primary key (run, table_oid, row_key);

alter table pgretype.walk
    alter column table_oid drop default,
    drop constraint walk_pkey,
    add primary key (run, table_oid);

alter table pgretype.block_range
    alter column table_oid drop default,
    drop constraint block_range_pkey,
    add primary key (run, table_oid, number);

alter table pgretype.mirror_mark
    alter column table_oid drop default,
    drop constraint mirror_mark_pkey,
    add primary key (run, table_oid);

alter table pgretype.twin
    alter column table_oid drop default,
    drop constraint twin_pkey,
    add primary key (change, table_oid, kind, schema, name);

alter table pgretype.retired_constraint
    alter column table_oid drop default,
    drop constraint retired_constraint_pkey,
    add primary key (change, table_oid, name);

alter table pgretype.autovacuum_off
    drop constraint autovacuum_off_pkey,
    add primary key (change, table_oid);
