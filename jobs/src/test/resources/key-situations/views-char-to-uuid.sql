-- Views over two tables of which nothing can be compared half way.
create table node (id <char(32)|uuid> primary key, name text);
create table file (id <char(32)|uuid> primary key, node <char(32)|uuid> references node);
insert into node select md5(i::text)::<char(32)|uuid>, 'n' || i from generate_series(1, 40) as i;
insert into file select md5('f' || i::text)::<char(32)|uuid>, md5(i::text)::<char(32)|uuid> from generate_series(1, 40) as i;
create view shorts as select substr(f.id::text, 1, 8) as short from file as f;
create view files as select f.id, n.id as node, n.name from file as f join node as n on n.id = f.node;
create view names as select n.name, count(f.id) as files from node as n left join file as f on f.node = n.id group by n.id;
create view file_names as select files.id, names.name from files join names using (name);
grant select on files, names to pg_monitor;
---- change
tables:
  node: {id: {type: uuid, convert-back: "replace(id_new::text, '-', '')"}}
  file: {id: {type: uuid, convert-back: "replace(id_new::text, '-', '')"}}
---- write
insert into node (id, name) values ('a000000000000000000000000000{n}', 'new');
insert into file (id, node) select 'f000000000000000000000000000{n}', id from node where id = 'a000000000000000000000000000{n}';
insert into node (id, name) select 'b000000000000000000000000000{n}', name || files from names where name = 'n3';
---- beyond
insert into node (id) values ('{A0000000-0000-0000-0000-00000000000A}');
