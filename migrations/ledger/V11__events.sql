-- What was asked for, by whom, and how it ended: for history. What is asked for again and again is one row.

set local lock_timeout = '1s';

create table pgretype.event (
    id       bigint      generated always as identity primary key,
    change   text        not null,
    run      bigint      references pgretype.run,
    kind     text        not null,
    command  text        not null,
    detail   text        not null,
    at       timestamptz not null default clock_timestamp(),
    role     text        not null default session_user,
    os_user  text        not null,
    host     text        not null,
    times    integer     not null default 1,
    last_at  timestamptz not null default clock_timestamp()
);

create index event_by_change on pgretype.event (change, id);
