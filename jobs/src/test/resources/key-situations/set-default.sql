create table status (id <smallint|integer> primary key, label text);
create table ticket (
    id     integer primary key,
    status <smallint|integer> not null default 1 references status on delete set default on update set default,
    other  <smallint|integer> default 2 references status on delete set null on update set null
);
create index on ticket (status);
create index on ticket (other);
insert into status select i, 'l' from generate_series(1, 60) as i;
insert into ticket select i, i, i from generate_series(1, 60) as i;
---- change
tables:
  status: {id: {type: integer}}
---- write
insert into status (id) values ({n}), ({n} + 1);
insert into ticket (id, status, other) values ({n}, {n}, {n}), ({n} + 1, {n} + 1, {n} + 1), ({n} + 2, default, default);
delete from status where id = {n};
update status set id = {n} + 2 where id = {n} + 1;
delete from status where id = (select max(id) from status where id < 1000);
fails: delete from status where id = 1;
fails: insert into ticket (id, status) values ({n} + 3, {n} + 9);
---- beyond
insert into status (id) values (100000);
insert into ticket (id, status) values (-1, 100000);
delete from status where id = 100000;
