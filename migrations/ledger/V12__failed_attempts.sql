-- Attempts of "pgretype apply" to run a file that ended with an error. What became of the file is in applied_file.

set local lock_timeout = '1s';

create table pgretype.failed_attempt (
    number    bigint      generated always as identity primary key,
    file      text        not null references pgretype.applied_file on delete cascade,
    part      integer     not null,
    failed_by text        not null default session_user,
    failed_at timestamptz not null default clock_timestamp(),
    code      text        not null,
    -- Where it failed, and what the server said.
    error     text        not null
);

create index failed_attempt_file on pgretype.failed_attempt (file, number);
