-- setup
create type state as enum ('open', 'closed');
create type pair as (a integer, b integer);
create domain positive as integer check (value > 0);
create domain any_number as integer;
create domain word as text not null default 'x';
create table orders (id integer primary key, state state not null default 'open', quantity any_number, word word, both_of pair);
create table empty_of_them (id integer);
create type span as range (subtype = integer);

-- case: ADD VALUE
-- verdict: none
alter type state add value 'paid';

-- case: ADD VALUE IF NOT EXISTS … BEFORE
-- verdict: none
alter type state add value if not exists 'paid' before 'closed';

-- case: ADD VALUE, used in the same transaction
-- verdict: MIGRATION enum-value-in-transaction
-- whole
alter type state add value 'paid';
insert into orders (id, state, word) values (1, 'paid', 'w');

-- case: RENAME VALUE
-- verdict: COMPATIBILITY enum-value-renamed
alter type state rename value 'open' to 'new';

-- case: RENAME TYPE
-- verdict: COMPATIBILITY type-dropped-or-renamed
alter type state rename to order_state;

-- case: DROP TYPE CASCADE drops the column
-- verdict: COMPATIBILITY column-dropped, COMPATIBILITY type-dropped-or-renamed
drop type state cascade;

-- case: an enum made again with a value less
-- verdict: REWRITE table-rewrite, COMPATIBILITY enum-value-renamed
begin;
alter type state rename to state_old;
create type state as enum ('open');
alter table orders alter column state drop default;
alter table orders alter column state type state using state::text::state;
alter table orders alter column state set default 'open';
drop type state_old;
commit;

-- case: CREATE TYPE
-- verdict: none
create type colour as enum ('red', 'green');

-- case: ALTER TYPE ADD ATTRIBUTE of a type that no column has
-- verdict: none
-- before
create type lone as (a integer);
-- then
alter type lone add attribute b integer;

-- case: DROP TYPE that nothing uses
-- verdict: COMPATIBILITY type-dropped-or-renamed
drop type span;

-- case: ALTER DOMAIN ADD CHECK
-- verdict: SCAN scan-under-lock, COMPATIBILITY constraint-added
alter domain any_number add constraint positive check (value > 0);

-- case: ALTER DOMAIN ADD CHECK NOT VALID
-- verdict: none
alter domain any_number add constraint positive check (value > 0) not valid;

-- case: ALTER DOMAIN VALIDATE
-- verdict: SCAN scan-under-lock
-- before
alter domain any_number add constraint positive check (value > 0) not valid;
-- then
alter domain any_number validate constraint positive;

-- case: ALTER DOMAIN SET NOT NULL
-- verdict: SCAN scan-under-lock, COMPATIBILITY column-made-not-null
alter domain any_number set not null;

-- case: ALTER DOMAIN DROP CONSTRAINT
-- verdict: none
alter domain positive drop constraint positive_check;

-- case: ALTER DOMAIN SET DEFAULT
-- verdict: none
alter domain any_number set default 1;

-- case: ALTER DOMAIN RENAME
-- verdict: COMPATIBILITY type-dropped-or-renamed
alter domain any_number rename to some_number;

-- case: DROP DOMAIN CASCADE
-- verdict: COMPATIBILITY column-dropped, COMPATIBILITY type-dropped-or-renamed
drop domain any_number cascade;

-- case: a column gets a domain with a constraint
-- verdict: REWRITE table-rewrite
alter table empty_of_them alter column id type positive;

-- case: a column gets a domain without one
-- verdict: none
alter table empty_of_them alter column id type any_number;

-- case: CREATE DOMAIN
-- verdict: none
create domain another as text check (value <> '');
