-- What keeps the way back open between cutover and contract, and what closes it.

-- Which of the two columns the application wrote when the rows were compared.
alter table pgretype.verification
    add column direction text not null default 'FORWARD';

-- Contract has begun to drop the old column's indexes: from here it can only go on.
create table pgretype.way_back_closed (
    change    text        primary key references pgretype.change,
    closed_at timestamptz not null default clock_timestamp(),
    closed_by text        not null default session_user
);
