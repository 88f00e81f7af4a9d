-- setup
create table customer (id integer primary key, name text, number integer, place text);
create table orders (
    id integer primary key,
    customer_id integer,
    quantity integer not null,
    number integer,
    span int4range
);
create index orders_customer on orders (customer_id);
create unique index orders_number on orders (number);
create table mine (id integer primary key, partner_id integer);

-- case: ADD CHECK
-- verdict: SCAN scan-under-lock, COMPATIBILITY constraint-added
alter table orders add constraint positive check (quantity > 0);

-- case: ADD CHECK NOT VALID
-- verdict: none
alter table orders add constraint positive check (quantity > 0) not valid;

-- case: ADD CHECK NOT VALID, then VALIDATE
-- verdict: none
alter table orders add constraint positive check (quantity > 0) not valid;
alter table orders validate constraint positive;

-- case: ADD CHECK NOT VALID and VALIDATE in one transaction
-- verdict: SCAN validated-in-same-transaction
begin;
alter table orders add constraint positive check (quantity > 0) not valid;
alter table orders validate constraint positive;
commit;

-- case: ADD CHECK NOT VALID and VALIDATE in the tool's transaction
-- verdict: SCAN validated-in-same-transaction
-- whole
alter table orders add constraint positive check (quantity > 0) not valid;
alter table orders validate constraint positive;

-- case: VALIDATE a CHECK of an earlier file
-- verdict: none
-- before
alter table orders add constraint positive check (quantity > 0) not valid;
-- then
alter table orders validate constraint positive;

-- case: VALIDATE while another statement's lock is held
-- verdict: SCAN scan-under-lock
-- before
alter table orders add constraint positive check (quantity > 0) not valid;
-- then
begin;
alter table orders add column extra text;
alter table orders validate constraint positive;
commit;

-- case: ADD CHECK on a column of the same file
-- verdict: SCAN scan-under-lock
alter table orders add column extra integer;
alter table orders add constraint extra_positive check (extra > 0);

-- case: ADD FOREIGN KEY
-- verdict: SCAN scan-under-lock, COMPATIBILITY constraint-added
alter table orders add constraint of_customer foreign key (customer_id) references customer;

-- case: ADD FOREIGN KEY NOT VALID
-- verdict: none
alter table orders add constraint of_customer foreign key (customer_id) references customer not valid;

-- case: ADD FOREIGN KEY NOT VALID, then VALIDATE
-- verdict: none
alter table orders add constraint of_customer foreign key (customer_id) references customer not valid;
alter table orders validate constraint of_customer;

-- case: both in one transaction
-- verdict: SCAN validated-in-same-transaction
begin;
alter table orders add constraint of_customer foreign key (customer_id) references customer not valid;
alter table orders validate constraint of_customer;
commit;

-- case: ADD FOREIGN KEY of a table to itself
-- verdict: SCAN scan-under-lock, COMPATIBILITY constraint-added
alter table mine add constraint of_partner foreign key (partner_id) references mine;

-- case: ADD FOREIGN KEY that cascades, without an index
-- verdict: SCAN foreign-key-without-index
alter table mine add constraint of_customer foreign key (partner_id) references customer on delete cascade not valid;

-- case: a new table that references
-- verdict: none
create table receipt (id integer primary key, order_id integer references orders);

-- case: ADD FOREIGN KEY to a table of the same file
-- verdict: none
create table receipt (id integer primary key, order_id integer);
alter table receipt add constraint of_order foreign key (order_id) references orders;

-- case: DROP CONSTRAINT of a CHECK
-- verdict: none
-- before
alter table orders add constraint positive check (quantity > 0);
-- then
alter table orders drop constraint positive;

-- case: DROP CONSTRAINT of a foreign key
-- verdict: none
-- before
alter table orders add constraint of_customer foreign key (customer_id) references customer;
-- then
alter table orders drop constraint of_customer;

-- case: ALTER CONSTRAINT
-- verdict: none
-- before
alter table orders add constraint of_customer foreign key (customer_id) references customer;
-- then
alter table orders alter constraint of_customer deferrable;

-- case: ADD UNIQUE
-- verdict: LOCK index-build-blocks-writes, COMPATIBILITY constraint-added
alter table customer add constraint customer_number unique (number);

-- case: ADD UNIQUE USING INDEX
-- verdict: none
alter table orders add constraint number_unique unique using index orders_number;

-- case: ADD UNIQUE by way of an index that is built beside
-- verdict: none
create unique index concurrently customer_number on customer (number);
alter table customer add constraint customer_number unique using index customer_number;

-- case: ADD PRIMARY KEY
-- verdict: LOCK index-build-blocks-writes, SCAN scan-under-lock, COMPATIBILITY constraint-added, COMPATIBILITY column-made-not-null
-- before
create table keyless (id integer, a integer);
-- then
alter table keyless add primary key (id);

-- case: ADD PRIMARY KEY USING INDEX over a nullable column
-- verdict: SCAN scan-under-lock, COMPATIBILITY column-made-not-null
-- before
create table keyless (id integer, a integer);
create unique index keyless_id on keyless (id);
-- then
alter table keyless add constraint keyless_key primary key using index keyless_id;

-- case: ADD PRIMARY KEY USING INDEX over a column that is NOT NULL
-- verdict: none
-- before
create table keyless (id integer not null, a integer);
create unique index keyless_id on keyless (id);
-- then
alter table keyless add constraint keyless_key primary key using index keyless_id;

-- case: ADD EXCLUDE
-- verdict: LOCK index-build-blocks-writes, COMPATIBILITY constraint-added
alter table orders add constraint apart exclude using gist (span with &&);

-- case: DROP CONSTRAINT of a key
-- verdict: COMPATIBILITY unique-dropped
alter table customer drop constraint customer_pkey;

-- case: the same CHECK under another name
-- verdict: none
-- before
alter table orders add constraint positive check (quantity > 0);
-- then
alter table orders add constraint positive_2 check (quantity > 0) not valid;
alter table orders validate constraint positive_2;
alter table orders drop constraint positive;
