-- since PostgreSQL 18
create extension btree_gist;
create table price (
    line  integer not null unique,
    id    <integer|bigint>,
    valid daterange,
    primary key (id, valid without overlaps)
);
---- change
tables:
  price: {id: {type: bigint}}
---- refused
EXCLUSION_CONSTRAINT
OBJECT_NOT_CARRIED
