-- setup
create table event (id integer not null, at date not null, kind text, primary key (id, at)) partition by range (at);
create table event_2025 partition of event for values from ('2025-01-01') to ('2026-01-01');
create table event_2026 partition of event for values from ('2026-01-01') to ('2027-01-01');
create table loose_rest (id integer not null, at date not null, kind text);
create table loose_2027 (id integer not null, at date not null, kind text,
    constraint b check (at >= '2027-01-01' and at < '2028-01-01'), constraint loose_2027_key primary key (id, at));
create table log (id integer not null, at date not null) partition by range (at);
create table log_2025 partition of log for values from ('2025-01-01') to ('2026-01-01') partition by list (id);
create table log_2025_1 partition of log_2025 for values in (1);
create table refers (id integer primary key, event_id integer, event_at date, constraint of_event foreign key (event_id, event_at) references event);
create table customer (id integer primary key);
create table owned (id integer not null, at date not null, customer_id integer constraint of_customer references customer) partition by range (at);
create table owned_2025 partition of owned for values from ('2025-01-01') to ('2026-01-01');
create table loose_owned (id integer not null, at date not null, customer_id integer,
    constraint b check (at >= '2026-01-01' and at < '2027-01-01'));
create table loose_owned_keyed (id integer not null, at date not null, customer_id integer constraint of_customer references customer,
    constraint b check (at >= '2026-01-01' and at < '2027-01-01'));
create table hashed (id integer not null) partition by hash (id);
create table hashed_0 partition of hashed for values with (modulus 2, remainder 0);
create table hashed_loose (id integer not null);
create table by_list (id integer, country text) partition by list (country);
create table by_list_de partition of by_list for values in ('de');
create table by_list_loose (id integer, country text);
create table by_list_proven (id integer, country text, constraint b check (country is not null and country in ('fr')));
create table plain (id integer primary key, at date not null);

-- case: ATTACH DEFAULT
-- verdict: SCAN scan-under-lock, LOCK index-build-blocks-writes
alter table event attach partition loose_rest default;

-- case: ATTACH of one that has all
-- verdict: none
alter table event attach partition loose_2027 for values from ('2027-01-01') to ('2028-01-01');

-- case: ATTACH that lacks the foreign key
-- verdict: SCAN scan-under-lock
alter table owned attach partition loose_owned for values from ('2026-01-01') to ('2027-01-01');

-- case: ATTACH that has the foreign key
-- verdict: none
alter table owned attach partition loose_owned_keyed for values from ('2026-01-01') to ('2027-01-01');

-- case: ATTACH of a hash partition
-- verdict: SCAN scan-under-lock
alter table hashed attach partition hashed_loose for values with (modulus 2, remainder 1);

-- case: ATTACH of a list partition
-- verdict: SCAN scan-under-lock
alter table by_list attach partition by_list_loose for values in ('fr');

-- case: ATTACH of a list partition, proven
-- verdict: none
alter table by_list attach partition by_list_proven for values in ('fr');

-- case: ATTACH to a partition of a partition
-- verdict: SCAN scan-under-lock
-- before
create table log_2025_2 (id integer not null, at date not null);
-- then
alter table log_2025 attach partition log_2025_2 for values in (2);

-- case: CREATE PARTITION OF, with a CHECK and an index
-- verdict: none
create table event_2028 partition of event (constraint c check (id > 0)) for values from ('2028-01-01') to ('2029-01-01');
create index on event_2028 (kind);

-- case: CREATE PARTITION of a table with a foreign key
-- verdict: none
create table owned_2026 partition of owned for values from ('2026-01-01') to ('2027-01-01');

-- case: DETACH of one that a foreign key refers to
-- verdict: SCAN scan-under-lock
alter table event detach partition event_2025;

-- case: DETACH of a partition of a partition
-- verdict: none
alter table log_2025 detach partition log_2025_1;

-- case: DETACH and DROP
-- verdict: COMPATIBILITY table-dropped
alter table log_2025 detach partition log_2025_1;
drop table log_2025_1;

-- case: DROP of the parent
-- verdict: COMPATIBILITY table-dropped
drop table log;

-- case: DROP COLUMN
-- verdict: COMPATIBILITY column-dropped
alter table event drop column kind;

-- case: RENAME COLUMN
-- verdict: COMPATIBILITY column-renamed
alter table event rename column kind to sort;

-- case: RENAME of a partition
-- verdict: COMPATIBILITY table-renamed
alter table event_2025 rename to event_old;

-- case: SET DEFAULT, triggers
-- verdict: none
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
alter table event alter column kind set default 'x';
create trigger t after insert on event for each row execute function stamp();

-- case: ADD CHECK NOT VALID on the parent, then VALIDATE
-- verdict: none
alter table event add constraint c check (id > 0) not valid;
alter table event validate constraint c;

-- case: ADD FOREIGN KEY NOT VALID on the parent
-- verdict: none
-- since: 18
alter table log add constraint of_customer foreign key (id) references customer not valid;

-- case: CREATE INDEX CONCURRENTLY on the parent
-- verdict: MIGRATION migration-fails
create index concurrently on event (kind);

-- case: CREATE UNIQUE INDEX on the parent
-- verdict: LOCK index-build-blocks-writes
create unique index on log (id, at);

-- case: DROP INDEX of the parent
-- verdict: none
-- before
create index event_kind on event (kind);
-- then
drop index event_kind;

-- case: REINDEX of the parent
-- verdict: LOCK index-build-blocks-writes
reindex table event;

-- case: REINDEX CONCURRENTLY of the parent
-- verdict: none
reindex table concurrently event;

-- case: TRUNCATE of the parent
-- verdict: LOCK table-truncated
truncate log;

-- case: VACUUM and ANALYZE
-- verdict: none
vacuum event;
analyze event;

-- case: VACUUM FULL of the parent
-- verdict: REWRITE vacuum-full-or-cluster
vacuum full event;

-- case: UPDATE of all rows of the parent
-- verdict: MIGRATION unlimited-update
update event set kind = 'x';

-- case: SET STATISTICS, STORAGE
-- verdict: none
alter table event alter column kind set statistics 200;
alter table event alter column kind set storage external;

-- case: ADD PRIMARY KEY to ONLY the parent, in steps
-- verdict: none
alter table only log add constraint log_key unique (id, at);

-- case: a table becomes a partition, proven by an earlier CHECK
-- verdict: none
-- before
alter table plain add constraint b check (at >= '2020-01-01' and at < '2027-01-01');
-- then
begin;
alter table plain rename to plain_old;
create table plain (id integer not null, at date not null, primary key (id, at)) partition by range (at);
drop table plain;
alter table plain_old rename to plain;
commit;

-- case: SET NOT NULL and type of partition key fail
-- verdict: MIGRATION migration-fails
alter table event alter column at type timestamp;

-- case: OWNER, REPLICA IDENTITY, RLS of the parent
-- verdict: COMPATIBILITY row-security-on
alter table event owner to current_user;
alter table event replica identity full;
alter table event enable row level security;

-- case: SET ACCESS METHOD of a partitioned table touches no rows
-- verdict: none
-- since: 17
alter table event set access method heap;
