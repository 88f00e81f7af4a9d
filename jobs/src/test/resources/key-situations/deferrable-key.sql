-- Its primary key can be referenced by nothing; another key, which moves too, is.
create table item (
    position <integer|bigint> primary key deferrable initially deferred,
    number   <integer|bigint> not null unique,
    code     uuid not null unique default gen_random_uuid()
);
create table note (
    id     integer primary key,
    number <integer|bigint> references item (number) on delete cascade on update cascade
);
create index on note (number);
insert into item select i, i, md5(i::text)::uuid from generate_series(1, 50) as i;
insert into note select i, i from generate_series(1, 50) as i;
---- change
tables:
  item: {position: {type: bigint}, number: {type: bigint}}
---- write
insert into item (position, number, code) values ({n}, {n}, '0000000000000000000000000000{n}');
insert into note (id, number) values ({n}, {n});
update item set number = {n} + 1 where position = {n};
update item set position = {n} + 5 where position = {n};
fails: insert into item (position, number, code) values ({n} + 5, {n} + 5, '0000000000000000000000000001{n}');
delete from item where position = (select min(position) from item);
---- beyond
insert into item (position, number, code) values (3000000000, 3000000000, 'ffffffffffffffffffffffffffffffff');
update item set position = position + 1 where position >= 1000;
