-- setup
create schema app;
create table customer (id integer primary key, name text, number integer);
create table orders (id integer primary key, customer_id integer references customer, quantity integer not null, note text);
create index orders_quantity on orders (quantity);
create unique index orders_note on orders (note);
create table app.setting (name text primary key, value text);
create sequence order_number increment by 50;
create view of_orders as select id, quantity from orders;
create materialized view totals as select customer_id, sum(quantity) as total from orders group by customer_id;
create unique index totals_key on totals (customer_id);
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger orders_stamp before insert on orders for each row execute function stamp();
create rule no_delete as on delete to app.setting do instead nothing;
create statistics orders_together on quantity, note from orders;
create extension if not exists plpgsql;

-- case: CREATE TABLE
-- verdict: none
create table receipt (id bigint generated always as identity primary key, note text);

-- case: CREATE TABLE with an index, filled, altered
-- verdict: none
create table receipt (id integer primary key, note text);
insert into receipt select n, 'x' from generate_series(1, 10) n;
create index receipt_note on receipt (note);
alter table receipt alter column id type bigint;
alter table receipt alter column note set not null;
update receipt set note = 'y';
truncate receipt;

-- case: CREATE TABLE IF NOT EXISTS of one that is there, then an index
-- verdict: LOCK index-build-blocks-writes
create table if not exists orders (id integer primary key, quantity integer);
create index orders_quantity_2 on orders (quantity);

-- case: CREATE TABLE AS
-- verdict: none
create table copy_of_orders as select * from orders;

-- case: CREATE TABLE LIKE
-- verdict: none
create table like_orders (like orders including all);

-- case: CREATE INDEX
-- verdict: LOCK index-build-blocks-writes
create index orders_customer on orders (customer_id);

-- case: CREATE UNIQUE INDEX
-- verdict: LOCK index-build-blocks-writes
create unique index customer_number on customer (number);

-- case: CREATE INDEX IF NOT EXISTS that is there
-- verdict: none
create index if not exists orders_quantity on orders (quantity);

-- case: CREATE INDEX CONCURRENTLY
-- verdict: none
create index concurrently orders_customer on orders (customer_id);

-- case: CREATE INDEX CONCURRENTLY in the tool's transaction
-- verdict: MIGRATION concurrently-in-transaction
-- whole
create index concurrently orders_customer on orders (customer_id);

-- case: CREATE INDEX CONCURRENTLY beside another statement in one string
-- verdict: MIGRATION concurrently-in-transaction
-- one string
select 1;
create index concurrently orders_customer on orders (customer_id);

-- case: CREATE INDEX CONCURRENTLY alone in a string
-- verdict: none
-- one string
create index concurrently orders_customer on orders (customer_id);

-- case: CREATE INDEX on a materialized view
-- verdict: LOCK index-build-blocks-writes
create index totals_total on totals (total);

-- case: DROP INDEX
-- verdict: none
drop index orders_quantity;

-- case: DROP INDEX CONCURRENTLY
-- verdict: none
drop index concurrently orders_quantity;

-- case: DROP INDEX that is unique
-- verdict: COMPATIBILITY unique-dropped
drop index concurrently orders_note;

-- case: ALTER INDEX RENAME
-- verdict: none
alter index orders_quantity rename to orders_by_quantity;

-- case: REINDEX INDEX
-- verdict: LOCK index-build-blocks-writes
reindex index orders_quantity;

-- case: REINDEX TABLE
-- verdict: LOCK index-build-blocks-writes
reindex table orders;

-- case: REINDEX CONCURRENTLY
-- verdict: none
reindex table concurrently orders;

-- case: VACUUM FULL
-- verdict: REWRITE vacuum-full-or-cluster
vacuum full orders;

-- case: VACUUM
-- verdict: none
vacuum orders;

-- case: ANALYZE
-- verdict: none
analyze orders;

-- case: CLUSTER
-- verdict: REWRITE vacuum-full-or-cluster
cluster orders using orders_quantity;

-- case: TRUNCATE
-- verdict: LOCK table-truncated
truncate orders;

-- case: TRUNCATE CASCADE
-- verdict: LOCK table-truncated
truncate customer cascade;

-- case: LOCK TABLE
-- verdict: none
begin;
lock table orders in access exclusive mode;
commit;

-- case: DROP TABLE
-- verdict: COMPATIBILITY table-dropped
drop table app.setting;

-- case: DROP TABLE CASCADE
-- verdict: COMPATIBILITY table-dropped, COMPATIBILITY view-changed-or-dropped
drop table orders cascade;

-- case: DROP TABLE IF EXISTS that is not there
-- verdict: none
drop table if exists nothing;

-- case: DROP TABLE of the same file
-- verdict: none
create table receipt (id integer);
drop table receipt;

-- case: DROP SCHEMA CASCADE
-- verdict: COMPATIBILITY table-dropped
drop schema app cascade;

-- case: ALTER SCHEMA RENAME
-- verdict: COMPATIBILITY table-renamed
alter schema app rename to application;

-- case: CREATE VIEW
-- verdict: none
create view large as select * from orders where quantity > 100;

-- case: CREATE OR REPLACE VIEW with a column more
-- verdict: none
create or replace view of_orders as select id, quantity, note from orders;

-- case: DROP VIEW
-- verdict: COMPATIBILITY view-changed-or-dropped
drop view of_orders;

-- case: a view made again with a column less
-- verdict: COMPATIBILITY view-changed-or-dropped
begin;
drop view of_orders;
create view of_orders as select id from orders;
commit;

-- case: a view made again
-- verdict: none
begin;
drop view of_orders;
create view of_orders as select id, quantity from orders where quantity > 0;
commit;

-- case: ALTER VIEW RENAME COLUMN
-- verdict: COMPATIBILITY view-changed-or-dropped
alter view of_orders rename column quantity to amount;

-- case: CREATE MATERIALIZED VIEW
-- verdict: none
create materialized view counts as select count(*) from orders;

-- case: REFRESH MATERIALIZED VIEW
-- verdict: REWRITE refresh-blocks-reads
refresh materialized view totals;

-- case: REFRESH MATERIALIZED VIEW CONCURRENTLY
-- verdict: none
refresh materialized view concurrently totals;

-- case: DROP MATERIALIZED VIEW
-- verdict: COMPATIBILITY view-changed-or-dropped
drop materialized view totals;

-- case: CREATE SEQUENCE
-- verdict: none
create sequence another;

-- case: ALTER SEQUENCE INCREMENT
-- verdict: COMPATIBILITY sequence-changed-or-dropped
alter sequence order_number increment by 1;

-- case: ALTER SEQUENCE RESTART
-- verdict: none
alter sequence order_number restart with 1000;

-- case: ALTER SEQUENCE RENAME
-- verdict: COMPATIBILITY sequence-changed-or-dropped
alter sequence order_number rename to number_of_order;

-- case: DROP SEQUENCE
-- verdict: COMPATIBILITY sequence-changed-or-dropped
drop sequence order_number;

-- case: setval
-- verdict: none
select setval('order_number', 1000);

-- case: CREATE TRIGGER
-- verdict: none
create trigger orders_stamp_2 before update on orders for each row execute function stamp();

-- case: DROP TRIGGER and its function
-- verdict: none
drop trigger orders_stamp on orders;
drop function stamp();

-- case: ALTER TRIGGER RENAME
-- verdict: none
alter trigger orders_stamp on orders rename to stamp_orders;

-- case: CREATE RULE
-- verdict: none
create rule no_update as on update to app.setting do instead nothing;

-- case: DROP RULE
-- verdict: none
drop rule no_delete on app.setting;

-- case: CREATE STATISTICS
-- verdict: none
create statistics orders_more on customer_id, quantity from orders;

-- case: DROP STATISTICS
-- verdict: none
drop statistics orders_together;

-- case: COMMENT
-- verdict: none
comment on table orders is 'of customers';
comment on column orders.note is 'as the customer wrote it';

-- case: CREATE EXTENSION that is there
-- verdict: none
create extension if not exists plpgsql;

-- case: CREATE PUBLICATION
-- verdict: none
create publication all_orders for table orders;

-- case: CREATE EVENT TRIGGER
-- verdict: none
create function told() returns event_trigger language plpgsql as $$ begin end $$;
create event trigger tell on ddl_command_end execute function told();

-- case: VACUUM FULL of all
-- verdict: REWRITE vacuum-full-or-cluster
vacuum full;

-- case: REINDEX SCHEMA
-- verdict: LOCK index-build-blocks-writes
reindex schema public;

-- case: DROP SEQUENCE CASCADE takes the default
-- verdict: COMPATIBILITY default-dropped
-- before
create table numbered (id bigserial primary key);
-- then
drop sequence numbered_id_seq cascade;

-- case: CREATE TABLE INHERITS
-- verdict: none
create table child () inherits (app.setting);

-- case: CREATE TABLE with a key that cascades, without an index
-- verdict: SCAN foreign-key-without-index
create table receipt (id integer primary key, order_id integer references orders on delete cascade);

-- case: DROP FOREIGN TABLE by way of its server
-- verdict: COMPATIBILITY table-dropped
-- before
create foreign data wrapper dummy;
create server elsewhere foreign data wrapper dummy;
create foreign table far (id integer) server elsewhere;
-- then
drop server elsewhere cascade;
