-- Materialized views that are filled beside those whose place they take in the next swap, and the views between them: which they are,
-- and of what they were made. A swap leaves none.

set local lock_timeout = '1s';

create table pgretype.view_twin (
    change       text not null references pgretype.change,
    number       integer not null,
    schema       text not null,
    name         text not null,
    materialized boolean not null,
    key          text not null,
    recipe       text not null,
    primary key (change, number)
);
