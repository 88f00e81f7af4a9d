-- Two foreign keys of one table into the same one, and two over the same column.
create table account (id <integer|bigint> primary key, owner text);
create table transfer (
    id     integer primary key,
    source <integer|bigint> not null references account on delete cascade,
    target <integer|bigint> references account on delete set null,
    amount numeric
);
alter table transfer add constraint again foreign key (target) references account on delete set null;
create index on transfer (source);
create index on transfer (target);
insert into account select i, 'o' from generate_series(1, 50) as i;
insert into transfer select i, i, 51 - i from generate_series(1, 50) as i;
---- change
tables:
  account: {id: {type: bigint}}
---- write
insert into account (id) values ({n}), ({n} + 1), ({n} + 2);
insert into transfer (id, source, target) values ({n}, {n}, {n}), ({n} + 1, {n} + 1, {n}), ({n} + 2, {n} + 1, {n} + 2);
fails: insert into transfer (id, source, target) values ({n} + 3, {n}, {n} + 3);
update transfer set source = {n} + 1, target = {n} where id = {n} + 2;
delete from account where id = {n};
delete from account where id = {n} + 1;
delete from account where id = (select min(id) from account);
---- beyond
insert into account (id) values (3000000000), (3000000001);
insert into transfer (id, source, target) values (-1, 3000000000, 3000000001);
delete from account where id = 3000000001;
