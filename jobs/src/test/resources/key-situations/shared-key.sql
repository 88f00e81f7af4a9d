-- Inheritance by joined tables: the key of each child is a foreign key too, down to a grandchild.
create table party (id <serial|bigserial> primary key, kind text not null);
create table person (id <integer|bigint> primary key references party on delete cascade, born date);
create table employee (id <integer|bigint> primary key references person on delete cascade, boss <integer|bigint> references person);
create index on employee (boss);
insert into party (kind) select 'person' from generate_series(1, 60);
insert into person select id, '2000-01-01' from party where id <= 50;
insert into employee select id, 1 + id % 5 from person where id > 10;
---- change
tables:
  party: {id: {type: bigint}}
---- write
insert into party (id, kind) values (-{n}, 'person'), (-{n} - 1, 'person');
insert into person (id) values (-{n}), (-{n} - 1);
insert into employee (id, boss) values (-{n}, -{n} - 1);
fails: insert into employee (id) values (-{n} - 2);
fails: delete from party where id = -{n} - 1;
fails: delete from party where id = 1;
update employee set boss = null where id = -{n};
update employee set boss = 2 where id = (select min(id) from employee where id > 0);
delete from party where id = -{n};
delete from person where id = (select max(id) from person where id < 1000);
insert into party (kind) values ('none');
---- beyond
insert into party (id, kind) values (3000000000, 'person');
insert into person (id) values (3000000000);
insert into employee (id, boss) values (3000000000, 3000000000);
