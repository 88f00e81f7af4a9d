-- Rows that were stored with a new value that is not the conversion of the old one, as the witness saw it.

-- A row for each time that it happened: nobody waits for another's note, and a note is deleted only by whoever sees that
-- the row, as the note's own transaction left it or later, is right.
create table pgretype.witnessed (
    change     text        not null,
    id         bigint      generated always as identity,
    noted_at   timestamptz not null default clock_timestamp(),
    table_name text        not null,
    row_key    text[]      not null,
    primary key (change, id)
);
