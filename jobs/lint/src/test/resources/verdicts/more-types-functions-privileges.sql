-- setup
do $$
begin
    create role lint_app;
exception when duplicate_object then
    null;
end $$;
do $$
begin
    create role lint_group;
exception when duplicate_object then
    null;
end $$;
create schema app;
create sequence app.numbers;
create type app.state as enum ('open', 'closed');
create type app.pair as (a integer, b text);
create type app.unused as (a integer, b text);
create function app.shown(n integer) returns boolean language sql as 'select true';
create function app.of_state(s app.state, n integer default 1) returns app.state language sql as 'select s';
create function app.listed() returns table (a integer, b text) language sql as $$select 1, 'x'$$;
create procedure app.work(n integer) language sql as 'select 1';
create table app.orders (
    id integer primary key, state app.state, quantity integer default nextval('app.numbers'), both_of app.pair,
    constraint sized check (app.shown(quantity)), owner text);
alter table app.orders enable row level security;
create policy seen on app.orders using (app.shown(id));
create table app.pairs of app.pair;
create table app.plain (id integer, owner text);
create view app.seen as select * from app.orders;
grant select, insert on app.orders to lint_app;
grant select on app.plain to lint_app;
grant select on app.plain to public;
grant select on app.seen to lint_app with grant option;
grant lint_group to lint_app;
create function lookup(n integer, m integer default 0) returns text language sql as $$select 'x'$$;
create function twice(n integer) returns integer language sql immutable as 'select n * 2';
create function both_out(inout a integer, out b text) language sql as $$select 1, 'x'$$;
create function many(variadic n integer[]) returns integer language sql as 'select 1';

-- case: search_path set, nothing changed
-- verdict: none
set search_path = app, public;
create table receipt (id integer);

-- case: search_path set in a transaction
-- verdict: none
begin;
set local search_path = app;
alter table orders add column extra text;
commit;
alter table app.orders add column more text;

-- case: search_path emptied
-- verdict: none
select pg_catalog.set_config('search_path', '', false);
alter table app.orders add column extra text;

-- case: SET ROLE of one that is there
-- verdict: none
-- before
grant create on schema public to lint_app;
-- then
set role lint_app;
create table mine (id integer);
reset role;
alter table app.orders add column extra text;

-- case: TYPE: ADD ATTRIBUTE where a column has it
-- verdict: COMPATIBILITY attribute-changed
-- before
drop table app.pairs;
-- then
alter type app.pair add attribute c integer;

-- case: TYPE: ADD ATTRIBUTE CASCADE to a typed table
-- verdict: COMPATIBILITY attribute-changed
alter type app.pair add attribute c integer cascade;

-- case: TYPE: ADD ATTRIBUTE that nothing uses
-- verdict: none
alter type app.unused add attribute c integer;

-- case: TYPE: DROP ATTRIBUTE
-- verdict: COMPATIBILITY attribute-changed
alter type app.unused drop attribute b;

-- case: TYPE: RENAME ATTRIBUTE
-- verdict: COMPATIBILITY attribute-changed
alter type app.unused rename attribute b to c;

-- case: TYPE: ALTER ATTRIBUTE
-- verdict: COMPATIBILITY attribute-changed
alter type app.unused alter attribute a type bigint;

-- case: TYPE: ALTER ATTRIBUTE CASCADE to a typed table
-- verdict: REWRITE table-rewrite, COMPATIBILITY attribute-changed
-- before
alter table app.orders drop column both_of cascade;
-- then
alter type app.pair alter attribute a type bigint cascade;

-- case: TYPE: SET SCHEMA
-- verdict: COMPATIBILITY type-dropped-or-renamed
alter type app.unused set schema public;

-- case: TYPE: OWNER, COMMENT
-- verdict: none
alter type app.state owner to lint_app;
comment on type app.state is 'x';

-- case: TYPE: CREATE of all kinds
-- verdict: none
create type span as range (subtype = integer);
create type base;
create type other as (a integer);
drop type other;

-- case: TYPE: an enum made again with the same values
-- verdict: REWRITE table-rewrite
begin;
alter type app.state rename to state_old;
create type app.state as enum ('open', 'closed', 'paid');
drop view app.seen;
drop function app.of_state(app.state_old, integer);
alter table app.orders alter column state type app.state using state::text::app.state;
drop type app.state_old;
create function app.of_state(s app.state, n integer default 1) returns app.state language sql as 'select s';
create view app.seen as select * from app.orders;
grant select on app.seen to lint_app;
commit;

-- case: FUNCTION: SET SCHEMA
-- verdict: COMPATIBILITY function-dropped-or-changed
alter function twice(integer) set schema app;

-- case: FUNCTION: attributes
-- verdict: none
alter function twice(integer) stable security definer parallel safe cost 10;
alter function twice(integer) set search_path = public;
alter function twice(integer) owner to lint_app;
alter function twice(integer) reset all;

-- case: FUNCTION: a default more
-- verdict: none
create or replace function lookup(n integer default 1, m integer default 0) returns text language sql as $$select 'y'$$;

-- case: FUNCTION: made again without its default
-- verdict: COMPATIBILITY function-dropped-or-changed
drop function lookup(integer, integer);
create function lookup(n integer, m integer) returns text language sql as $$select 'x'$$;

-- case: FUNCTION: made again with a parameter more that has a default
-- verdict: none
drop function twice(integer);
create function twice(n integer, m integer default 2) returns integer language sql immutable as 'select n * m';

-- case: FUNCTION: made again with another name of a parameter
-- verdict: COMPATIBILITY function-dropped-or-changed
drop function twice(integer);
create function twice(number integer) returns integer language sql immutable as 'select number * 2';

-- case: FUNCTION: a returned table has a column more
-- verdict: COMPATIBILITY function-dropped-or-changed
drop function app.listed();
create function app.listed() returns table (a integer, b text, c integer) language sql as $$select 1, 'x', 2$$;

-- case: FUNCTION: OUT parameters made again the same
-- verdict: none
drop function both_out(integer);
create function both_out(inout a integer, out b text) language sql as $$select 2, 'y'$$;

-- case: FUNCTION: with a body that BEGIN ATOMIC holds
-- verdict: none
create or replace function twice(n integer) returns integer language sql immutable return n + n;

-- case: PROCEDURE: made again as a function
-- verdict: COMPATIBILITY function-dropped-or-changed
drop procedure app.work(integer);
create function app.work(n integer) returns integer language sql as 'select 1';

-- case: ROUTINE: DROP, RENAME
-- verdict: COMPATIBILITY function-dropped-or-changed
alter routine twice(integer) rename to thrice;

-- case: REVOKE GRANT OPTION
-- verdict: none
revoke grant option for select on app.seen from lint_app;

-- case: REVOKE of what PUBLIC has
-- verdict: none
revoke select on app.plain from lint_app;

-- case: REVOKE from PUBLIC
-- verdict: COMPATIBILITY privilege-revoked
revoke select on app.plain from public;

-- case: REVOKE of a membership
-- verdict: COMPATIBILITY privilege-revoked
revoke lint_group from lint_app;

-- case: GRANT of a membership
-- verdict: none
grant pg_read_all_data to lint_app;

-- case: REVOKE of what nobody has
-- verdict: none
revoke delete on app.orders from lint_app;

-- case: REVOKE on a procedure, a type, a language
-- verdict: COMPATIBILITY privilege-revoked
revoke execute on procedure app.work(integer) from public;

-- case: REVOKE on a type
-- verdict: none
revoke usage on type app.state from public;

-- case: REVOKE of default privileges
-- verdict: none
alter default privileges in schema app revoke execute on functions from public;

-- case: REASSIGN OWNED, DROP OWNED of a role that has nothing
-- verdict: none
do $$ begin create role lint_nobody; exception when duplicate_object then null; end $$;
reassign owned by lint_nobody to lint_app;
drop owned by lint_nobody;

-- case: DROP OWNED of one that has privileges
-- verdict: COMPATIBILITY privilege-revoked
drop owned by lint_app;

-- case: ALTER ROLE
-- verdict: none
alter role lint_app set statement_timeout = '1min';
alter role lint_app reset all;

-- case: FORCE ROW LEVEL SECURITY where it is on
-- verdict: COMPATIBILITY row-security-on
alter table app.orders force row level security;

-- case: NO FORCE
-- verdict: none
alter table app.orders no force row level security;

-- case: POLICY: for another role
-- verdict: COMPATIBILITY policy-changed
alter policy seen on app.orders to lint_group;

-- case: POLICY: made again the same
-- verdict: none
begin;
drop policy seen on app.orders;
create policy seen on app.orders using (app.shown(id));
commit;

-- case: POLICY: restrictive one goes
-- verdict: none
-- before
create policy narrow on app.orders as restrictive using (id > 0);
-- then
drop policy narrow on app.orders;

-- case: POLICY: a restrictive one is made narrower
-- verdict: COMPATIBILITY policy-changed
-- before
create policy narrow on app.orders as restrictive using (id > 0);
-- then
alter policy narrow on app.orders using (id > 1000);

-- case: POLICY and ENABLE in one file
-- verdict: COMPATIBILITY row-security-on
create policy own on app.plain using (owner = current_user);
alter table app.plain enable row level security;

-- case: EXTENSION: that is not to be had
-- verdict: MIGRATION migration-fails
create extension nothing_of_the_kind;

-- case: EXTENSION
-- verdict: none
create extension if not exists pg_trgm;

-- case: EXTENSION: DROP
-- verdict: COMPATIBILITY function-dropped-or-changed
-- before
create extension pgcrypto;
-- then
drop extension pgcrypto;

-- case: EXTENSION: SET SCHEMA
-- verdict: COMPATIBILITY function-dropped-or-changed
-- before
create extension pgcrypto;
-- then
alter extension pgcrypto set schema app;

-- case: citext: text → citext
-- verdict: COMPATIBILITY type-narrowed
-- before
create extension citext;
-- then
alter table app.plain alter column owner type citext;

-- case: names with spaces and umlauts
-- verdict: REWRITE table-rewrite, COMPATIBILITY column-renamed
-- before
create table "Größe der Dateien" ("Wert in €" integer, "a ""b""" text);
-- then
alter table "Größe der Dateien" alter column "Wert in €" type bigint;
alter table "Größe der Dateien" rename column "a ""b""" to b;
