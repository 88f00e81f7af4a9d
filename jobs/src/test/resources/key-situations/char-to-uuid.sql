-- Three tables of which nothing can be compared half way.
create table node (
    id     <char(32)|uuid> primary key,
    parent <char(32)|uuid> references node on delete cascade
);
create index on node (parent);
create table file (
    id   <char(32)|uuid> primary key,
    node <char(32)|uuid> not null references node on delete cascade
);
create index on file (node);
create table use (
    file <char(32)|uuid> references file on delete cascade,
    node <char(32)|uuid> references node on delete cascade,
    primary key (file, node)
);
create index on use (node);
insert into node select md5(i::text)::<char(32)|uuid>, case when i > 1 then md5('1')::<char(32)|uuid> end from generate_series(1, 40) as i;
insert into file select md5('f' || i::text)::<char(32)|uuid>, md5(i::text)::<char(32)|uuid> from generate_series(1, 40) as i;
insert into use select id, node from file;
---- change
tables:
  node: {id: {type: uuid, convert-back: "replace(id_new::text, '-', '')"}}
  file: {id: {type: uuid, convert-back: "replace(id_new::text, '-', '')"}}
---- write
insert into node (id, parent) values ('a000000000000000000000000000{n}', 'c4ca4238a0b923820dcc509a6f75849b');
insert into node (id, parent) values ('b000000000000000000000000000{n}', 'a000000000000000000000000000{n}');
insert into file (id, node) values ('f000000000000000000000000000{n}', 'b000000000000000000000000000{n}');
insert into use (file, node) values ('f000000000000000000000000000{n}', 'a000000000000000000000000000{n}');
insert into use (file, node) values ('f000000000000000000000000000{n}', 'a000000000000000000000000000{n}') on conflict do nothing;
fails: insert into file (id, node) values ('e000000000000000000000000000{n}', 'e000000000000000000000000000{n}');
update node set id = 'd000000000000000000000000000{n}' where id = 'e000000000000000000000000000{n}';
update file set node = 'a000000000000000000000000000{n}' where id = 'f000000000000000000000000000{n}';
delete from node where id = 'b000000000000000000000000000{n}';
delete from file where id = 'f000000000000000000000000000{n}';
delete from node where id = 'a000000000000000000000000000{n}';
---- beyond
insert into node (id) values ('{A0000000-0000-0000-0000-00000000000A}');
