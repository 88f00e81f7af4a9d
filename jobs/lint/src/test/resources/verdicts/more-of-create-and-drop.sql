-- setup
create schema app;
create schema empty_one;
create table customer (id integer primary key, name text, number integer);
create table orders (id integer primary key, customer_id integer references customer, quantity integer not null, note text);
create index orders_quantity on orders (quantity);
create table unkeyed (id integer, note text);
create table archive (id integer, quantity integer);
create sequence order_number increment by 50;
create table with_serial (id serial primary key);
create view of_orders as select id, quantity from orders;
create view read_only as select distinct quantity from orders;
create materialized view totals as select customer_id, sum(quantity) as total from orders group by customer_id;
create materialized view counts as select count(*) as n from orders;
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger orders_stamp before insert on orders for each row execute function stamp();
create trigger seen before insert on customer for each row execute function stamp();
create function told() returns event_trigger language plpgsql as $$ begin end $$;
create event trigger tell on ddl_command_end when tag in ('CREATE EXTENSION') execute function told();
create statistics orders_together on quantity, note from orders;
create collation plain (locale = 'C');
create function eq(a text, b integer) returns boolean language sql immutable as 'select length(a) = b';
create operator === (leftarg = text, rightarg = integer, function = eq);
create type weight as (grams integer);
create function to_weight(n integer) returns weight language sql immutable as 'select row(n)::weight';
create cast (integer as weight) with function to_weight(integer);
create text search configuration words (copy = simple);
create text search dictionary plain_words (template = simple);
create publication all_orders for table orders;
create publication empty_pub;
create foreign data wrapper dummy;
create server elsewhere foreign data wrapper dummy;
create view joined as select o.id, c.name from orders o join customer c on c.id = o.customer_id;
create function joined_write() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger joined_write instead of insert on joined for each row execute function joined_write();
create rule quiet as on delete to unkeyed do also notify gone;

-- case: CREATE TEMP TABLE, filled
-- verdict: none
create temp table work as select * from orders;
create index on work (id);
update work set note = 'x';
alter table work alter column id type bigint;
drop table work;

-- case: CREATE UNLOGGED TABLE, OF, with EXCLUDE
-- verdict: none
create unlogged table fast (id integer, span int4range, exclude using gist (span with &&));
create table weights of weight;

-- case: SELECT INTO
-- verdict: none
select * into copied from orders;

-- case: CREATE TABLE AS with no data, and one that is there
-- verdict: none
create table if not exists orders as select 1 as id;
create table nothing_yet as select * from orders with no data;

-- case: CREATE SCHEMA with what is in it
-- verdict: none
create schema shop create table item (id integer primary key) create index on item (id) create view items as select * from item;

-- case: DROP SCHEMA that is empty
-- verdict: none
drop schema empty_one;

-- case: DROP TABLE and CREATE again
-- verdict: COMPATIBILITY table-dropped
drop table archive;
create table archive (id integer, quantity integer);

-- case: DROP TABLE and CREATE again, with the rows carried over
-- verdict: none
begin;
create table archive_new (like archive including all);
insert into archive_new select * from archive;
drop table archive;
alter table archive_new rename to archive;
commit;

-- case: DROP of several
-- verdict: COMPATIBILITY table-dropped
drop table archive, unkeyed;

-- case: CREATE INDEX with an expression and WHERE
-- verdict: LOCK index-build-blocks-writes
create index on orders (lower(note)) where quantity > 0;

-- case: CREATE INDEX USING hash
-- verdict: LOCK index-build-blocks-writes
create index on orders using hash (note);

-- case: CREATE INDEX in a schema's search path
-- verdict: LOCK index-build-blocks-writes
set search_path = public, app;
create index on orders (note);

-- case: CREATE INDEX CONCURRENTLY IF NOT EXISTS that is there
-- verdict: none
create index concurrently if not exists orders_quantity on orders (quantity);

-- case: DROP INDEX IF EXISTS that is not there
-- verdict: none
drop index concurrently if exists nothing;

-- case: DROP INDEX and CREATE again in one transaction
-- verdict: LOCK index-build-blocks-writes
begin;
drop index orders_quantity;
create index orders_quantity on orders (quantity, id);
commit;

-- case: REINDEX INDEX CONCURRENTLY
-- verdict: none
reindex index concurrently orders_quantity;

-- case: REINDEX of a materialized view
-- verdict: none
reindex table totals;

-- case: CLUSTER of all
-- verdict: none
cluster;

-- case: CLUSTER of all, where one is marked
-- verdict: REWRITE vacuum-full-or-cluster
-- before
alter table orders cluster on orders_quantity;
-- then
cluster;

-- case: VACUUM FULL of two
-- verdict: REWRITE vacuum-full-or-cluster
vacuum (full, analyze) orders, customer;

-- case: VACUUM FREEZE, ANALYZE of all
-- verdict: none
vacuum (freeze) orders;
vacuum;
analyze;

-- case: TRUNCATE RESTART IDENTITY
-- verdict: LOCK table-truncated
truncate archive, unkeyed restart identity;

-- case: LOCK TABLE for others while one reads
-- verdict: LOCK locks-held-while-waiting
begin;
lock table orders in share mode;
create table summary as select count(*) from customer;
commit;

-- case: DROP VIEW IF EXISTS that is not there, and CREATE
-- verdict: none
drop view if exists more_orders;
create view more_orders as select id from orders;

-- case: DROP VIEW and a table takes its name
-- verdict: none
begin;
drop view of_orders;
create table of_orders (id integer, quantity integer);
commit;

-- case: a view cannot be written any more
-- verdict: COMPATIBILITY view-changed-or-dropped
create or replace view of_orders as select distinct id, quantity from orders;

-- case: a view's INSTEAD OF trigger is dropped
-- verdict: COMPATIBILITY view-changed-or-dropped
drop trigger joined_write on joined;

-- case: CREATE OR REPLACE VIEW of one that was not written
-- verdict: none
create or replace view read_only as select quantity from orders group by quantity;

-- case: CREATE OR REPLACE VIEW with a column less fails
-- verdict: MIGRATION migration-fails
create or replace view of_orders as select id from orders;

-- case: CREATE RECURSIVE VIEW, WITH CHECK OPTION
-- verdict: none
create recursive view numbers (n) as values (1) union all select n + 1 from numbers where n < 10;
create view checked as select id, quantity from orders where quantity > 0 with local check option;

-- case: MATERIALIZED VIEW: RENAME
-- verdict: COMPATIBILITY table-renamed
alter materialized view totals rename to sums;

-- case: MATERIALIZED VIEW: RENAME COLUMN
-- verdict: COMPATIBILITY view-changed-or-dropped
alter materialized view totals rename column total to sum;

-- case: MATERIALIZED VIEW: SET SCHEMA
-- verdict: COMPATIBILITY table-renamed
alter materialized view totals set schema app;

-- case: MATERIALIZED VIEW: storage, OWNER, CLUSTER
-- verdict: none
alter materialized view totals set (fillfactor = 70);
alter materialized view totals owner to current_user;
alter materialized view totals set without cluster;
alter materialized view totals alter column total set statistics 10;

-- case: MATERIALIZED VIEW: REFRESH WITH NO DATA
-- verdict: REWRITE refresh-blocks-reads, COMPATIBILITY view-changed-or-dropped
refresh materialized view counts with no data;

-- case: MATERIALIZED VIEW: made again in one transaction
-- verdict: REWRITE refresh-blocks-reads
begin;
drop materialized view counts;
create materialized view counts as select count(*) as n from orders where quantity > 0;
commit;

-- case: MATERIALIZED VIEW: made again WITH NO DATA
-- verdict: COMPATIBILITY view-changed-or-dropped
begin;
drop materialized view counts;
create materialized view counts as select count(*) as n from orders where quantity > 0 with no data;
commit;

-- case: MATERIALIZED VIEW: made beside and swapped
-- verdict: none
create materialized view counts_2 as select count(*) as n from orders where quantity > 0;
begin;
drop materialized view counts;
alter materialized view counts_2 rename to counts;
commit;

-- case: MATERIALIZED VIEW: REFRESH CONCURRENTLY without a unique index
-- verdict: MIGRATION migration-fails
refresh materialized view concurrently counts;

-- case: MATERIALIZED VIEW: REFRESH of a new one
-- verdict: none
create materialized view other as select 1 as n with no data;
refresh materialized view other;

-- case: SEQUENCE: OWNED BY, CACHE, CYCLE, MAXVALUE, AS
-- verdict: none
alter sequence order_number owned by orders.id;
alter sequence order_number cache 10 cycle;
alter sequence order_number maxvalue 1000000000;
alter sequence order_number as integer;

-- case: SEQUENCE: SET SCHEMA
-- verdict: COMPATIBILITY sequence-changed-or-dropped
alter sequence order_number set schema app;

-- case: SEQUENCE: DROP IF EXISTS
-- verdict: none
drop sequence if exists nothing;

-- case: SEQUENCE: a serial's own is renamed
-- verdict: none
alter sequence with_serial_id_seq rename to with_serial_numbers;

-- case: SEQUENCE: unlogged
-- verdict: none
-- since: 15
alter sequence order_number set unlogged;

-- case: SEQUENCE: made again
-- verdict: none
drop sequence order_number;
create sequence order_number increment by 50;

-- case: TRIGGER: CREATE OR REPLACE
-- verdict: none
create or replace trigger orders_stamp after update of note on orders for each row when (new.note is not null) execute function stamp();

-- case: TRIGGER: constraint trigger
-- verdict: none
create constraint trigger late after insert on orders deferrable initially deferred for each row execute function stamp();

-- case: TRIGGER: transition tables
-- verdict: none
create trigger many after insert on orders referencing new table as fresh for each statement execute function stamp();

-- case: TRIGGER: its function goes, CASCADE
-- verdict: none
drop function stamp() cascade;

-- case: RULE: rename
-- verdict: none
alter rule quiet on unkeyed rename to silent;

-- case: EVENT TRIGGER: all
-- verdict: none
alter event trigger tell disable;
alter event trigger tell enable always;
alter event trigger tell rename to tell_all;
alter event trigger tell_all owner to current_user;
drop event trigger tell_all;

-- case: STATISTICS: all
-- verdict: none
alter statistics orders_together set statistics 100;
alter statistics orders_together rename to orders_beside;
alter statistics orders_beside set schema app;

-- case: STATISTICS: without a name
-- verdict: none
-- since: 16
create statistics (ndistinct) on quantity, customer_id from orders;

-- case: PUBLICATION: all
-- verdict: none
alter publication all_orders add table customer;
alter publication all_orders set (publish = 'insert, update');
alter publication all_orders drop table customer;
alter publication all_orders set table customer;
alter publication all_orders rename to everything;
drop publication everything;

-- case: PUBLICATION: of a table without an identity
-- verdict: COMPATIBILITY replica-identity-missing
create publication p for table unkeyed;

-- case: PUBLICATION: of a table without an identity, inserts only
-- verdict: none
create publication p for table unkeyed with (publish = 'insert');

-- case: PUBLICATION: FULL identity first
-- verdict: none
alter table unkeyed replica identity full;
create publication p for table unkeyed;

-- case: PUBLICATION: ADD TABLE without an identity
-- verdict: COMPATIBILITY replica-identity-missing
alter publication empty_pub add table unkeyed;

-- case: PUBLICATION: the key of a published table goes
-- verdict: COMPATIBILITY unique-dropped, COMPATIBILITY replica-identity-missing
alter table orders drop constraint orders_pkey;

-- case: PUBLICATION: of all tables
-- verdict: COMPATIBILITY replica-identity-missing
create publication p for all tables;

-- case: PUBLICATION: REPLICA IDENTITY NOTHING of a published table
-- verdict: COMPATIBILITY replica-identity-missing
alter table orders replica identity nothing;

-- case: SUBSCRIPTION
-- verdict: none
create subscription s connection 'dbname=x' publication p with (connect = false, slot_name = none);
alter subscription s disable;
drop subscription s;

-- case: COLLATION: CREATE, COMMENT, OWNER
-- verdict: none
create collation other (locale = 'C');
comment on collation plain is 'x';
alter collation plain owner to current_user;

-- case: COLLATION: DROP
-- verdict: COMPATIBILITY name-dropped-or-renamed
drop collation plain;

-- case: COLLATION: RENAME
-- verdict: COMPATIBILITY name-dropped-or-renamed
alter collation plain rename to c;

-- case: CAST: CREATE
-- verdict: none
create cast (text as integer) with inout;

-- case: CAST: DROP
-- verdict: COMPATIBILITY name-dropped-or-renamed
drop cast (integer as weight);

-- case: OPERATOR: CREATE, ALTER
-- verdict: none
create operator ==== (leftarg = text, rightarg = integer, function = eq);
alter operator === (text, integer) set (restrict = none);

-- case: OPERATOR: DROP
-- verdict: COMPATIBILITY name-dropped-or-renamed
drop operator === (text, integer);

-- case: OPERATOR CLASS, OPERATOR FAMILY
-- verdict: none
create operator family whole using btree;
create operator class whole_ops for type integer using btree family whole as operator 1 <, function 1 btint4cmp(integer, integer);
drop operator family whole using btree cascade;

-- case: TEXT SEARCH: CREATE and ALTER
-- verdict: none
create text search configuration more (copy = simple);
alter text search configuration words alter mapping for asciiword with simple;
alter text search dictionary plain_words (accept = false);

-- case: TEXT SEARCH: DROP CONFIGURATION
-- verdict: COMPATIBILITY name-dropped-or-renamed
drop text search configuration words;

-- case: TEXT SEARCH: DROP DICTIONARY that nothing uses
-- verdict: none
drop text search dictionary plain_words;

-- case: CONVERSION, LANGUAGE, TRANSFORM, ACCESS METHOD
-- verdict: none
create conversion mine for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
drop conversion mine;
create access method heap9 type table handler heap_tableam_handler;
drop access method heap9;

-- case: AGGREGATE
-- verdict: none
create aggregate longest(text) (sfunc = textcat, stype = text);
create or replace aggregate longest(text) (sfunc = textcat, stype = text, initcond = '');

-- case: SERVER and FDW: DROP that nothing uses
-- verdict: none
drop server elsewhere;
drop foreign data wrapper dummy;

-- case: SECURITY, COMMENT, OWNED
-- verdict: none
comment on schema app is 'x';
comment on index orders_quantity is 'x';
comment on view of_orders is 'x';
comment on function eq(text, integer) is null;
comment on trigger orders_stamp on orders is 'x';

-- case: SET, SHOW, RESET, DISCARD, LISTEN, NOTIFY, CHECKPOINT
-- verdict: none
set statement_timeout = '1min';
show statement_timeout;
reset all;
listen told;
notify told;
unlisten *;
checkpoint;
discard plans;
deallocate all;

-- case: WHERE 1 = 1
-- verdict: MIGRATION unlimited-update
delete from orders where 1 = 1;

-- case: a cursor
-- verdict: none
begin;
declare c cursor for select * from orders;
fetch 10 from c;
close c;
commit;

-- case: SELECT FOR UPDATE
-- verdict: none
select * from orders for update;

-- case: INSERT ON CONFLICT
-- verdict: none
insert into orders (id, quantity) values (1, 1) on conflict (id) do update set quantity = excluded.quantity;

-- case: DO with COMMIT
-- verdict: none
do $$
begin
    for i in 1 .. 3 loop
        update orders set note = 'x' where id between i * 1000 and i * 1000 + 999;
        commit;
    end loop;
end $$;

-- case: a procedure that commits
-- verdict: none
create procedure batches() language plpgsql as $$
begin
    for i in 1 .. 3 loop
        update orders set note = 'x' where id between i * 1000 and i * 1000 + 999;
        commit;
    end loop;
end $$;
call batches();

-- case: a procedure that commits, in the tool's transaction
-- verdict: MIGRATION migration-fails
-- whole
create procedure batches() language plpgsql as $$
begin
    commit;
end $$;
call batches();

-- case: DO with COMMIT that rewrites
-- verdict: REWRITE table-rewrite, COMPATIBILITY type-narrowed
do $$
begin
    alter table orders alter column note type varchar(10);
    commit;
end $$;

-- case: ALTER DATABASE, by a name that only production has
-- verdict: none
alter database shop set timezone = 'UTC';
grant connect on database shop to public;
comment on database shop is 'x';

-- case: SET ROLE that production has
-- verdict: none
set role lint_owner_of_production;
reset role;

-- case: a low statement_timeout
-- verdict: none
set statement_timeout = '20ms';
alter table orders add column extra text;

-- case: another client_encoding
-- verdict: none
set client_encoding = 'LATIN1';
alter table orders add column extra text;
