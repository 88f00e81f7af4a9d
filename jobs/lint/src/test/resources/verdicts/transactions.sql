-- setup
create table orders (id integer primary key, customer_id integer, quantity integer not null, amount integer);
create table customer (id integer primary key, name text);
create table archive (id integer, quantity integer);
create index orders_customer on orders (customer_id);

-- case: two tables in the tool's transaction
-- verdict: LOCK locks-held-while-waiting
-- whole
alter table orders add column extra text;
alter table customer add column extra text;

-- case: two tables, each in its own transaction
-- verdict: none
alter table orders add column extra text;
alter table customer add column extra text;

-- case: one table twice
-- verdict: none
-- whole
alter table orders add column extra text;
alter table orders add column more text;

-- case: a foreign key locks two tables in one statement
-- verdict: none
-- whole
alter table orders add constraint of_customer foreign key (customer_id) references customer not valid;

-- case: an index of another table is built while one is locked
-- verdict: LOCK index-build-blocks-writes, LOCK locks-held-while-waiting
-- whole
alter table orders add column extra text;
create index customer_name on customer (name);

-- case: a new table, and one that is there
-- verdict: none
-- whole
create table receipt (id integer primary key);
alter table orders add column receipt_id integer;

-- case: two orders
-- verdict: LOCK lock-order, LOCK locks-held-while-waiting
begin;
alter table orders add column extra text;
alter table customer add column extra text;
commit;
begin;
alter table customer add column more text;
alter table orders add column more text;
commit;

-- case: locked again by the transaction that has them
-- verdict: LOCK locks-held-while-waiting
begin;
alter table orders add column extra text;
alter table customer add column extra text;
alter table orders add column more text;
alter table customer add column more text;
commit;

-- case: rows after a column, in one transaction
-- verdict: MIGRATION data-and-schema-together
-- whole
alter table orders add column extra integer;
update orders set extra = quantity where extra is null;

-- case: all rows after a column, in one transaction
-- verdict: MIGRATION data-and-schema-together, MIGRATION unlimited-update
-- whole
alter table orders add column extra integer;
update orders set extra = quantity;

-- case: rows before a column, in one transaction
-- verdict: MIGRATION data-and-schema-together
-- whole
update orders set quantity = 1 where quantity is null;
alter table orders alter column quantity set default 1;

-- case: rows after a column, in a transaction of their own
-- verdict: none
alter table orders add column extra integer;
update orders set extra = quantity where id between 1 and 1000;

-- case: UPDATE without WHERE
-- verdict: MIGRATION unlimited-update
update orders set quantity = 1;

-- case: DELETE without WHERE
-- verdict: MIGRATION unlimited-update
delete from orders;

-- case: UPDATE in a WITH
-- verdict: MIGRATION unlimited-update
with gone as (delete from archive returning id)
select count(*) from gone;

-- case: UPDATE of a new table
-- verdict: none
create table receipt (id integer, note text);
update receipt set note = 'x';

-- case: UPDATE with WHERE
-- verdict: none
update orders set quantity = 1 where id < 100;

-- case: UPDATE … FROM
-- verdict: none
update orders set quantity = a.quantity from archive a where a.id = orders.id;

-- case: INSERT of rows, after a column
-- verdict: none
-- whole
alter table customer add column extra text;
insert into customer (id, name) values (1, 'first');

-- case: INSERT … SELECT after a column
-- verdict: MIGRATION data-and-schema-together
-- whole
alter table archive add column extra text;
insert into archive (id, quantity) select id, quantity from orders;

-- case: a transaction that is left open
-- verdict: MIGRATION transaction-left-open
begin;
alter table orders add column extra text;

-- case: a statement that fails
-- verdict: MIGRATION migration-fails
alter table nothing add column extra text;

-- case: a statement that fails, and one after it that drops a column
-- verdict: MIGRATION migration-fails, COMPATIBILITY column-dropped
-- whole
alter table nothing add column extra text;
alter table orders drop column amount;

-- case: what is rolled back
-- verdict: none
begin;
alter table orders add column extra text;
alter table orders drop column amount;
rollback;

-- case: a constraint that fails at COMMIT
-- verdict: MIGRATION migration-fails
-- whole
create table receipt (id integer primary key, order_id integer references orders deferrable initially deferred);
insert into receipt values (1, 77);

-- case: a savepoint that is gone back to
-- verdict: none
begin;
savepoint before_drop;
alter table orders drop column amount;
rollback to savepoint before_drop;
alter table orders add column extra text;
commit;

-- case: an allowance
-- verdict: none
-- pgretype: allow column-dropped because release 12 does not name it
alter table orders drop column amount;

-- case: an allowance without a reason
-- verdict: COMPATIBILITY column-dropped, MIGRATION allowance-without-reason
-- pgretype: allow column-dropped
alter table orders drop column amount;

-- case: an allowance that is not used
-- verdict: MIGRATION allowance-unused
-- pgretype: allow column-dropped because nobody knows
alter table orders add column extra text;

-- case: no lock_timeout
-- verdict: LOCK lock-without-timeout
-- plain
alter table orders add column extra text;
alter table customer add column extra text;

-- case: lock_timeout before
-- verdict: none
-- plain
set lock_timeout = '2s';
alter table orders add column extra text;

-- case: lock_timeout after
-- verdict: LOCK lock-without-timeout
-- plain
alter table orders add column extra text;
set lock_timeout = '2s';

-- case: SET LOCAL lock_timeout outside a transaction
-- verdict: LOCK lock-without-timeout
-- plain
set local lock_timeout = '2s';
alter table orders add column extra text;

-- case: SET LOCAL lock_timeout in one
-- verdict: none
-- plain
begin;
set local lock_timeout = '2s';
alter table orders add column extra text;
commit;

-- case: set_config
-- verdict: none
-- plain
select set_config('lock_timeout', '2s', false);
alter table orders add column extra text;

-- case: lock_timeout taken back
-- verdict: LOCK lock-without-timeout
-- plain
set lock_timeout = '2s';
reset lock_timeout;
alter table orders add column extra text;

-- case: no lock_timeout, and no lock that blocks
-- verdict: none
-- plain
create table receipt (id integer primary key);
create index concurrently orders_quantity on orders (quantity);
comment on table orders is 'of customers';
analyze orders;
alter table orders alter column quantity set statistics 300;

-- case: no lock_timeout, and a trigger
-- verdict: LOCK lock-without-timeout
-- plain
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger orders_stamp before insert on orders for each row execute function stamp();

-- case: no lock_timeout, and VACUUM FULL
-- verdict: LOCK lock-without-timeout, REWRITE vacuum-full-or-cluster
-- plain
vacuum full orders;

-- case: DELETE WHERE true
-- verdict: MIGRATION unlimited-update
delete from orders where true;

-- case: MERGE
-- verdict: none
-- since: 15
merge into orders o using archive a on a.id = o.id when matched then update set amount = a.quantity;

-- case: COPY FROM STDIN
-- verdict: none
copy archive (id, quantity) from stdin;

-- case: a table that takes the place of another
-- verdict: none
begin;
create table archive_new (like archive including all);
insert into archive_new select * from archive;
alter table archive rename to archive_old;
alter table archive_new rename to archive;
commit;
