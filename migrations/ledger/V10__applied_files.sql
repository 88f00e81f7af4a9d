-- Migration files of a team that "pgretype apply" has run, each with what became of its transactions.

create table pgretype.applied_file (
    -- As it was named, from the directory in which the command was typed.
    name      text        primary key,
    text_hash text        not null,
    begun_by  text        not null default session_user,
    begun_at  timestamptz not null default clock_timestamp(),
    done_at   timestamptz
);

-- A transaction, or a statement that runs outside one; begun_at and done_at of a transaction are written by itself.
create table pgretype.applied_part (
    file     text        not null references pgretype.applied_file,
    number   integer     not null,
    line     integer     not null,
    begun_by text        not null default session_user,
    begun_at timestamptz not null default clock_timestamp(),
    done_at  timestamptz,
    attempts integer,
    wait_ms  bigint,
    hold_ms  bigint,
    blockers text,
    primary key (file, number)
);
