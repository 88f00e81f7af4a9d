-- The ledger: which changes there are, where they stand, and everything pgretype did.
-- It lives beside the table it speaks of, so that a phase's work and its record commit together.

create table pgretype.change (
    name            text        primary key,
    phase           text        not null,
    phase_since     timestamptz not null default clock_timestamp(),
    definition      text        not null,
    definition_hash text        not null,
    -- What expand found out: tables with their oids and keys, columns with their types and expressions.
    tables          jsonb       not null
);

create table pgretype.run (
    id         bigint      generated always as identity primary key,
    -- No reference to change: expand's first run is older than the change's row.
    change     text        not null,
    command    text        not null,
    options    text        not null,
    started_at timestamptz not null default clock_timestamp(),
    ended_at   timestamptz,
    -- Null while it runs, and after a crash until the same command takes it up again.
    outcome    text,
    message    text
);

create index run_by_change on pgretype.run (change, command, id);

-- How a run divided its table; the same for every restart.
create table pgretype.key_range (
    run    bigint  not null references pgretype.run,
    number integer not null,
    -- The key behind which the range begins; null for the table's beginning.
    after  text[],
    up_to  text[]  not null,
    primary key (run, number)
);

-- Rows that other sessions had locked when their chunk came by; filled at the run's end.
create table pgretype.locked_row (
    run     bigint not null references pgretype.run,
    row_key text[] not null,
    primary key (run, row_key)
);

create table pgretype.transition (
    id            bigint      generated always as identity primary key,
    change        text        not null references pgretype.change,
    run           bigint      not null references pgretype.run,
    from_phase    text        not null,
    to_phase      text        not null,
    entered_at    timestamptz not null default clock_timestamp(),
    entered_by    text        not null default session_user,
    -- How the strongest lock of the phase was got; null where the phase takes none that others queue behind.
    lock_attempts integer,
    lock_wait_ms  bigint,
    -- Written after the commit, so null if the process died just there.
    lock_hold_ms  bigint,
    blockers      text
);

create index transition_by_change on pgretype.transition (change, id);

-- What harden made for the new column, recorded before it is made: contract and abandon remove just these.
create table pgretype.twin (
    change     text not null references pgretype.change,
    kind       text not null,
    -- The original's name, which the twin takes over at cutover.
    schema     text not null,
    name       text not null,
    twin_name  text not null,
    primary key (change, kind, schema, name)
);

-- Constraints that cutover took off the old column, because its values may become NULL; rollback gives them back.
create table pgretype.retired_constraint (
    change     text not null references pgretype.change,
    column_name text not null,
    kind       text not null,
    name       text not null,
    definition text not null,
    validated  boolean not null,
    comment    text,
    primary key (change, name)
);

-- One row a chunk of verification: a row each is cheaper than a counter that the workers would wait for.
create table pgretype.compared_chunk (
    run           bigint not null references pgretype.run,
    rows_compared bigint not null,
    rows_repaired bigint not null
);

create index compared_chunk_by_run on pgretype.compared_chunk (run);

create table pgretype.verification (
    run           bigint      primary key references pgretype.run,
    change        text        not null references pgretype.change,
    rows_compared bigint      not null,
    mismatches    bigint      not null,
    repaired      bigint      not null,
    started_at    timestamptz not null,
    ended_at      timestamptz not null default clock_timestamp()
);

create table pgretype.mismatch (
    run         bigint not null references pgretype.run,
    table_name  text   not null,
    row_key     text[] not null,
    column_name text   not null,
    old_value   text,
    new_value   text,
    primary key (run, table_name, row_key, column_name)
);

-- Values written after cutover that the old type cannot hold: from the first one there is no way back.
create table pgretype.misfit (
    change      text        not null,
    noted_at    timestamptz not null default clock_timestamp(),
    table_name  text        not null,
    row_key     text[]      not null,
    column_name text        not null,
    new_value   text,
    primary key (change, table_name, row_key, column_name)
);
