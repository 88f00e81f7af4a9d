-- What cutover and the way back need to know: what the locks cost, and what was seen when the rows were compared.

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

-- How the mirror stood when a verification began: a mirror that was touched since may have been away meanwhile.
create table pgretype.mirror_mark (
    run  bigint primary key references pgretype.run,
    mark text   not null
);

-- Which of the two columns the application wrote when the rows were compared.
alter table pgretype.verification
    add column direction text not null default 'FORWARD';

-- Contract has begun to drop the old column's indexes: from here it can only go on.
create table pgretype.way_back_closed (
    change    text        primary key references pgretype.change,
    closed_at timestamptz not null default clock_timestamp(),
    closed_by text        not null default session_user
);
