-- What a running backfill needs to know from others, and what others want to know of it.

-- What operators ask of a change while it runs; remembered until they take it back.
create table pgretype.control (
    change    text        primary key,
    -- Null: not paused.
    paused_at timestamptz,
    paused_by text
);

-- Limits that operators have set over those of the change file.
create table pgretype.operator_limit (
    change text        not null,
    name   text        not null,
    -- In the limit's base unit; null: no limit.
    value  bigint,
    set_at timestamptz not null default clock_timestamp(),
    set_by text        not null default session_user,
    primary key (change, name)
);

-- When a run waited, for what; until is null while it does, and after a crash until the run is taken up again.
create table pgretype.hold (
    id         bigint      generated always as identity primary key,
    run        bigint      not null references pgretype.run,
    signal     text        not null,
    observed   text        not null,
    -- Between observed and threshold; empty for a pause.
    operator   text        not null default '>',
    threshold  text        not null,
    held_since timestamptz not null default clock_timestamp(),
    held_until timestamptz
);

create index hold_by_run on pgretype.hold (run, id);

-- How a walk goes, written every second by the process that does it.
create table pgretype.pulse (
    run             bigint           primary key references pgretype.run,
    beat_at         timestamptz      not null,
    -- As estimated when the run began: while it works, new row versions make the table bigger but its rows not more.
    rows_total      bigint           not null,
    -- Lately, the time it was held left out; null until that can be told.
    rows_per_second double precision,
    -- Of the run's updates so far: how many stayed in their page.
    rows_updated    bigint           not null,
    rows_hot        bigint           not null,
    -- What the run does about it, in words: why it walks as it does, why it is slow.
    remark          text
);

-- Rows that no chunk could fill, each with what the server said.
create table pgretype.failing_row (
    run      bigint      not null references pgretype.run,
    row_key  text[]      not null,
    sqlstate text        not null,
    error    text        not null,
    noted_at timestamptz not null default clock_timestamp(),
    primary key (run, row_key)
);

-- In which order a run walks its table; the same for every restart.
create table pgretype.walk (
    run         bigint primary key references pgretype.run,
    by_block    boolean not null,
    reason      text    not null,
    -- The file in which the blocks are: with another one, the walk by block starts again.
    relfilenode bigint  not null
);

-- How a run that walks by block divided its table.
create table pgretype.block_range (
    run    bigint  not null references pgretype.run,
    number integer not null,
    first  bigint  not null,
    -- Not included.
    behind bigint  not null,
    primary key (run, number)
);

-- The tables whose autovacuum is switched off for a run, with the setting of their own that must come back.
create table pgretype.autovacuum_off (
    change    text        primary key,
    table_oid bigint      not null,
    -- Of autovacuum_enabled; null where the table has none of its own.
    setting   text,
    off_since timestamptz not null default clock_timestamp()
);

-- A row to write, to feel how long a commit takes. Written many times a second, so vacuumed often.
create table pgretype.canary (
    run  bigint primary key references pgretype.run,
    beat bigint not null default 0
) with (autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_scale_factor = 0);
