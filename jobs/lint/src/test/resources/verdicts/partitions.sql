-- setup
create table event (id integer not null, at date not null, kind text) partition by range (at);
create table event_2025 partition of event for values from ('2025-01-01') to ('2026-01-01');
create table event_rest partition of event default;
create index event_kind on event (kind);
create table event_2026 (id integer not null, at date not null, kind text);
create table event_2027 (id integer not null, at date not null, kind text,
    constraint of_2027 check (at is not null and at >= '2027-01-01' and at < '2028-01-01'));
create index event_2027_kind on event_2027 (kind);
create table log (id integer not null, at date not null) partition by range (at);
create table log_2025 partition of log for values from ('2025-01-01') to ('2026-01-01');
create table log_2026 (id integer not null, at date not null);
create table log_2027 (id integer not null, at date not null,
    constraint of_2027 check (at >= '2027-01-01' and at < '2028-01-01'));
create table whole (id integer primary key, at date);

-- case: a new partition where there is a default partition
-- verdict: SCAN scan-under-lock
create table event_2028 partition of event for values from ('2028-01-01') to ('2029-01-01');

-- case: a new partition where the default partition has a CHECK against it
-- verdict: none
-- before
alter table event_rest add constraint not_2028 check (not (at >= '2028-01-01' and at < '2029-01-01'));
-- then
create table event_2028 partition of event for values from ('2028-01-01') to ('2029-01-01');

-- case: a new partition where there is none
-- verdict: none
create table log_2028 partition of log for values from ('2028-01-01') to ('2029-01-01');

-- case: a new default partition
-- verdict: none
create table log_rest partition of log default;

-- case: ATTACH
-- verdict: SCAN scan-under-lock
alter table log attach partition log_2026 for values from ('2026-01-01') to ('2027-01-01');

-- case: ATTACH with a CHECK that proves the bound
-- verdict: none
alter table log attach partition log_2027 for values from ('2027-01-01') to ('2028-01-01');

-- case: ATTACH where there is a default partition, and an index is missing
-- verdict: LOCK index-build-blocks-writes, SCAN scan-under-lock
alter table event attach partition event_2026 for values from ('2026-01-01') to ('2027-01-01');

-- case: ATTACH with a CHECK and the index, where there is a default partition
-- verdict: SCAN scan-under-lock
alter table event attach partition event_2027 for values from ('2027-01-01') to ('2028-01-01');

-- case: ATTACH of a table of the same file
-- verdict: none
create table log_2029 (like log);
alter table log attach partition log_2029 for values from ('2029-01-01') to ('2030-01-01');

-- case: DETACH
-- verdict: none
alter table log detach partition log_2025;

-- case: DETACH CONCURRENTLY
-- verdict: none
alter table log detach partition log_2025 concurrently;

-- case: DETACH CONCURRENTLY in a transaction
-- verdict: MIGRATION concurrently-in-transaction
-- whole
alter table log detach partition log_2025 concurrently;

-- case: DROP TABLE of a partition
-- verdict: COMPATIBILITY table-dropped
drop table log_2025;

-- case: ADD COLUMN
-- verdict: none
alter table event add column extra text;

-- case: ADD COLUMN with a volatile default
-- verdict: REWRITE table-rewrite
alter table event add column extra uuid default gen_random_uuid();

-- case: a type that is written again
-- verdict: REWRITE table-rewrite
alter table event alter column id type bigint;

-- case: CREATE INDEX on the parent
-- verdict: LOCK index-build-blocks-writes
create index event_id on event (id);

-- case: CREATE INDEX ON ONLY, CONCURRENTLY on the partitions, ATTACH
-- verdict: none
create index event_id on only event (id);
create index concurrently event_2025_id on event_2025 (id);
alter index event_id attach partition event_2025_id;
create index concurrently event_rest_id on event_rest (id);
alter index event_id attach partition event_rest_id;

-- case: ADD PRIMARY KEY on the parent
-- verdict: LOCK index-build-blocks-writes, COMPATIBILITY constraint-added
alter table log add primary key (id, at);

-- case: ADD CHECK on the parent
-- verdict: SCAN scan-under-lock, COMPATIBILITY constraint-added
alter table log add constraint positive check (id > 0);

-- case: SET NOT NULL on the parent
-- verdict: SCAN scan-under-lock, COMPATIBILITY column-made-not-null
alter table event alter column kind set not null;

-- case: TRUNCATE of a partition
-- verdict: LOCK table-truncated
truncate log_2025;

-- case: a table becomes partitioned by renaming
-- verdict: SCAN scan-under-lock
begin;
alter table whole rename to whole_old;
create table whole (id integer not null, at date) partition by range (at);
alter table whole attach partition whole_old for values from ('2025-01-01') to ('2026-01-01');
commit;

-- case: a foreign key of a partitioned table
-- verdict: SCAN scan-under-lock, COMPATIBILITY constraint-added
alter table log add constraint of_whole foreign key (id) references whole;
