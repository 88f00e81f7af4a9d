-- setup
create table orders (id integer primary key, quantity integer not null default 1, note text);
create table customer (id integer primary key, name text);
create function twice(n integer) returns integer language sql immutable as 'select n * 2';
create function lookup(n integer, m integer default 0) returns text language sql as $$select 'x'$$;
create procedure tidy() language plpgsql as $$ begin null; end $$;
create function change_type() returns void language plpgsql as $$
begin
    alter table orders alter column quantity type bigint;
end $$;
create function run(statement text) returns void language plpgsql as $$
begin
    execute statement;
end $$;
create aggregate total(integer) (sfunc = int4pl, stype = integer);

-- case: DO with ALTER TABLE
-- verdict: REWRITE table-rewrite
do $$
begin
    alter table orders alter column quantity type bigint;
end $$;

-- case: DO with EXECUTE
-- verdict: REWRITE table-rewrite
do $$
begin
    execute format('alter table %I alter column %I type bigint', 'orders', 'quantity');
end $$;

-- case: a function that changes the table
-- verdict: REWRITE table-rewrite
select change_type();

-- case: a function that runs what it is given
-- verdict: COMPATIBILITY column-dropped
select run('alter table orders drop column note');

-- case: DO with CREATE INDEX
-- verdict: LOCK index-build-blocks-writes
do $$
begin
    create index orders_note on orders (note);
end $$;

-- case: DO with TRUNCATE
-- verdict: LOCK table-truncated
do $$
begin
    truncate orders;
end $$;

-- case: DO with SET NOT NULL
-- verdict: SCAN scan-under-lock, COMPATIBILITY column-made-not-null
do $$
begin
    alter table orders alter column note set not null;
end $$;

-- case: DO with a loop over tables
-- verdict: REWRITE table-rewrite
do $$
declare
    name text;
begin
    for name in select table_name from information_schema.tables where table_schema = 'public' and table_name = 'orders' loop
        execute format('alter table %I add column key uuid default gen_random_uuid()', name);
    end loop;
end $$;

-- case: DO with UPDATE of all rows
-- verdict: MIGRATION unlimited-update
do $$
begin
    update orders set note = 'x';
end $$;

-- case: DO with a branch that is not taken
-- verdict: MIGRATION branch-not-tried
do $$
begin
    if (select count(*) from orders) > 0 then
        alter table orders alter column quantity type bigint;
    end if;
end $$;

-- case: DO with a branch that is taken
-- verdict: none
do $$
begin
    if not exists (select from information_schema.columns where table_name = 'orders' and column_name = 'extra') then
        alter table orders add column extra text;
    end if;
end $$;

-- case: DO that says something
-- verdict: none
do $$
begin
    raise notice 'if only';
end $$;

-- case: DO with a handler that hides the error
-- verdict: none
do $$
begin
    create table orders (id integer);
exception when duplicate_table then
    null;
end $$;

-- case: CREATE FUNCTION
-- verdict: none
create function thrice(n integer) returns integer language sql as 'select n * 3';

-- case: CREATE OR REPLACE FUNCTION
-- verdict: none
create or replace function twice(n integer) returns integer language sql immutable as 'select n + n';

-- case: a function made again with another result
-- verdict: COMPATIBILITY function-dropped-or-changed
drop function twice(integer);
create function twice(n integer) returns bigint language sql immutable as 'select n * 2::bigint';

-- case: a function made again with a parameter more
-- verdict: COMPATIBILITY function-dropped-or-changed
drop function twice(integer);
create function twice(n integer, m integer) returns integer language sql immutable as 'select n * m';

-- case: DROP FUNCTION
-- verdict: COMPATIBILITY function-dropped-or-changed
drop function twice(integer);

-- case: DROP FUNCTION IF EXISTS that is not there
-- verdict: none
drop function if exists nothing(integer);

-- case: ALTER FUNCTION RENAME
-- verdict: COMPATIBILITY function-dropped-or-changed
alter function twice(integer) rename to doubled;

-- case: DROP PROCEDURE
-- verdict: COMPATIBILITY function-dropped-or-changed
drop procedure tidy();

-- case: DROP AGGREGATE
-- verdict: COMPATIBILITY function-dropped-or-changed
drop aggregate total(integer);

-- case: CALL
-- verdict: none
call tidy();
