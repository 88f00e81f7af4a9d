-- How a walk went over time, for watch and report, and which release of pgretype worked on a run.

set local lock_timeout = '1s';

-- The newest row of a run is written again every second until its span has passed. Spans grow with the run, so that a week
-- leaves some 4,000 rows.
create table pgretype.sample (
    run       bigint      not null references pgretype.run,
    number    integer     not null,
    taken_at  timestamptz not null default clock_timestamp(),
    rows_done bigint      not null,
    -- Where the whole server's WAL ends, in bytes.
    wal       bigint      not null,
    workers   integer     not null,
    -- An array: each signal's name, value and limit in the limit's unit, state, and whose value it is.
    signals   jsonb       not null,
    primary key (run, number)
);

-- The one that began it, or took it up last; null where an older one did.
alter table pgretype.run add column release text;
