-- What became of every lock that others could have queued behind, the phases' own included where they were not granted.

create table pgretype.lock_use (
    id        bigint      generated always as identity primary key,
    run       bigint      not null references pgretype.run,
    -- In words: harden, rehearsal of cutover.
    purpose   text        not null,
    granted   boolean     not null,
    noted_at  timestamptz not null default clock_timestamp(),
    attempts  integer     not null,
    wait_ms   bigint      not null,
    -- Null where it was not granted.
    hold_ms   bigint,
    blockers  text,
    -- Whose statements were cancelled for it.
    cancelled text
);

create index lock_use_by_run on pgretype.lock_use (run, id);

-- The same of the lock with which a change entered a phase.
alter table pgretype.transition add column cancelled text;
