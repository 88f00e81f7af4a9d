-- setup
create table customer (id integer primary key, number integer, name text);
create table orders (id integer primary key, customer_id integer, quantity integer not null, note text, span int4range, old_id integer);
create unique index orders_old on orders (old_id);
create index orders_customer on orders (customer_id);
create table line (id integer primary key, order_id integer constraint of_order references orders, customer_id integer);
create index line_order on line (order_id);
create table keyless (id integer not null, a integer);
create domain code as text constraint short check (length(value) < 10) constraint upper check (value = upper(value));
create domain free as text;
create table coded (id integer, code code, free free);

-- case: ADD CHECK NO INHERIT
-- verdict: SCAN scan-under-lock, COMPATIBILITY constraint-added
alter table orders add constraint positive check (quantity > 0) no inherit;

-- case: ADD CHECK NOT ENFORCED
-- verdict: none
-- since: 18
alter table orders add constraint positive check (quantity > 0) not enforced;

-- case: ADD FOREIGN KEY NOT ENFORCED
-- verdict: none
-- since: 18
alter table orders add constraint of_customer foreign key (customer_id) references customer not enforced;

-- case: ALTER CONSTRAINT ENFORCED
-- verdict: SCAN scan-under-lock, COMPATIBILITY constraint-added
-- since: 18
-- before
alter table orders add constraint of_customer foreign key (customer_id) references customer not enforced;
-- then
alter table orders alter constraint of_customer enforced;

-- case: ALTER CONSTRAINT NOT ENFORCED
-- verdict: none
-- since: 18
alter table line alter constraint of_order not enforced;

-- case: ALTER CONSTRAINT INITIALLY DEFERRED
-- verdict: none
alter table line alter constraint of_order deferrable initially deferred;

-- case: NOT NULL as a constraint
-- verdict: SCAN scan-under-lock, COMPATIBILITY column-made-not-null
-- since: 18
alter table orders add constraint note_there not null note;

-- case: VALIDATE of a NOT NULL constraint
-- verdict: none
-- since: 18
-- before
alter table orders add constraint note_there not null note not valid;
-- then
alter table orders validate constraint note_there;

-- case: NOT NULL NOT VALID and VALIDATE in one transaction
-- verdict: SCAN scan-under-lock, COMPATIBILITY column-made-not-null
-- since: 18
-- whole
alter table orders add constraint note_there not null note not valid;
alter table orders validate constraint note_there;

-- case: NOT NULL NOT VALID, then SET NOT NULL
-- verdict: SCAN scan-under-lock
-- since: 18
-- before
alter table orders add constraint note_there not null note not valid;
-- then
alter table orders alter column note set not null;

-- case: DROP of a NOT NULL constraint
-- verdict: none
-- since: 18
alter table orders drop constraint orders_quantity_not_null;

-- case: NOT NULL constraint NO INHERIT
-- verdict: none
-- since: 18
-- before
alter table orders add constraint q not null note;
-- then
alter table orders alter constraint q no inherit;

-- case: ADD UNIQUE NULLS NOT DISTINCT
-- verdict: LOCK index-build-blocks-writes, COMPATIBILITY constraint-added
-- since: 15
alter table customer add constraint n unique nulls not distinct (number);

-- case: ADD UNIQUE INCLUDE
-- verdict: LOCK index-build-blocks-writes, COMPATIBILITY constraint-added
alter table customer add constraint n unique (number) include (name);

-- case: ADD UNIQUE DEFERRABLE
-- verdict: LOCK index-build-blocks-writes, COMPATIBILITY constraint-added
alter table customer add constraint n unique (number) deferrable initially deferred;

-- case: ADD UNIQUE of columns that have a unique index
-- verdict: LOCK index-build-blocks-writes
alter table orders add constraint n unique (old_id);

-- case: ADD PRIMARY KEY of a NOT NULL column
-- verdict: LOCK index-build-blocks-writes, COMPATIBILITY constraint-added
alter table keyless add constraint keyless_key primary key (id);

-- case: ADD PRIMARY KEY USING INDEX where a CHECK proves it
-- verdict: none
-- before
alter table keyless add constraint there check (a is not null);
create unique index keyless_a on keyless (a);
-- then
alter table keyless add constraint keyless_key primary key using index keyless_a;

-- case: another PRIMARY KEY in steps
-- verdict: COMPATIBILITY unique-dropped
-- before
alter table orders alter column old_id set not null;
alter table line drop constraint of_order;
-- then
begin;
alter table orders drop constraint orders_pkey;
alter table orders add constraint orders_pkey primary key using index orders_old;
commit;

-- case: DROP CONSTRAINT of a key CASCADE
-- verdict: COMPATIBILITY unique-dropped
alter table orders drop constraint orders_pkey cascade;

-- case: DROP CONSTRAINT IF EXISTS that is not there
-- verdict: none
alter table orders drop constraint if exists nothing;

-- case: VALIDATE of one that is valid
-- verdict: none
alter table line validate constraint of_order;

-- case: a foreign key that is replaced
-- verdict: SCAN scan-under-lock
begin;
alter table line drop constraint of_order;
alter table line add constraint of_order foreign key (order_id) references orders on delete cascade;
commit;

-- case: a foreign key that is replaced, NOT VALID
-- verdict: none
begin;
alter table line drop constraint of_order;
alter table line add constraint of_order foreign key (order_id) references orders on delete cascade not valid;
commit;
alter table line validate constraint of_order;

-- case: a foreign key MATCH FULL of two columns
-- verdict: SCAN scan-under-lock, COMPATIBILITY constraint-added
-- before
create unique index customer_two on customer (id, number);
-- then
alter table orders add constraint two foreign key (customer_id, quantity) references customer (id, number) match full;

-- case: ON UPDATE CASCADE only
-- verdict: none
alter table orders add constraint of_customer foreign key (customer_id) references customer on update cascade not valid;

-- case: a new table with two foreign keys, in one transaction
-- verdict: none
-- whole
create table receipt (id integer primary key, order_id integer references orders, customer_id integer references customer);
create index on receipt (order_id);

-- case: EXCLUDE with a WHERE
-- verdict: LOCK index-build-blocks-writes, COMPATIBILITY constraint-added
alter table orders add constraint apart exclude using gist (span with &&) where (quantity > 0);

-- case: DROP CONSTRAINT of an EXCLUDE
-- verdict: none
-- before
alter table orders add constraint apart exclude using gist (span with &&);
-- then
alter table orders drop constraint apart;

-- case: ALTER DOMAIN: DROP CONSTRAINT, RENAME CONSTRAINT
-- verdict: none
alter domain code rename constraint short to short_code;
alter domain code drop constraint upper;

-- case: ALTER DOMAIN: SET NOT NULL
-- verdict: SCAN scan-under-lock, COMPATIBILITY column-made-not-null
alter domain free set not null;

-- case: ALTER DOMAIN: ADD NOT NULL as a constraint
-- verdict: SCAN scan-under-lock, COMPATIBILITY column-made-not-null
-- since: 17
alter domain free add constraint there not null;

-- case: ALTER DOMAIN: DROP NOT NULL, OWNER, SET DEFAULT
-- verdict: none
alter domain free drop not null;
alter domain free owner to current_user;
alter domain free set default 'x';

-- case: ALTER DOMAIN: DROP DEFAULT
-- verdict: COMPATIBILITY default-dropped
-- before
alter domain free set default 'x';
-- then
alter domain free drop default;

-- case: ALTER DOMAIN: SET SCHEMA
-- verdict: COMPATIBILITY type-dropped-or-renamed
-- before
create schema other;
-- then
alter domain free set schema other;

-- case: ALTER DOMAIN that no column has: ADD CHECK
-- verdict: COMPATIBILITY constraint-added
-- before
create domain lonely as text;
-- then
alter domain lonely add constraint c check (value <> '');

-- case: a domain's CHECK NOT VALID and VALIDATE in one transaction
-- verdict: SCAN validated-in-same-transaction
-- whole
alter domain free add constraint c check (value <> '') not valid;
alter domain free validate constraint c;

-- case: several constraints in one statement
-- verdict: none
alter table orders add constraint a check (quantity > 0) not valid, add constraint b foreign key (customer_id) references customer not valid;

-- case: one that is validated among them
-- verdict: SCAN scan-under-lock, COMPATIBILITY constraint-added
alter table orders add constraint a check (quantity > 0) not valid, add constraint b check (old_id > 0);

-- case: a CHECK is replaced by a wider one
-- verdict: none
-- before
alter table orders add constraint positive check (quantity > 0);
-- then
begin;
alter table orders drop constraint positive;
alter table orders add constraint positive check (quantity >= 0) not valid;
commit;
alter table orders validate constraint positive;
