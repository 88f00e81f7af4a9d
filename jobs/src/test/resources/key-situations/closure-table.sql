-- Each node with all that are above it.
create table node (id <serial|bigserial> primary key, label text);
create table above (
    upper <integer|bigint> references node on delete cascade,
    lower <integer|bigint> references node on delete cascade,
    depth smallint not null,
    primary key (upper, lower)
);
create index on above (lower, depth);
insert into node (label) select 'l' from generate_series(1, 40);
insert into above select a.id, b.id, b.id - a.id from node as a join node as b on b.id between a.id and a.id + 3;
---- change
tables:
  node: {id: {type: bigint}}
---- write
insert into node (id) values (-{n}), (-{n} - 1);
insert into above (upper, lower, depth) values (-{n}, -{n}, 0), (-{n} - 1, -{n} - 1, 0), (-{n}, -{n} - 1, 1);
insert into above (upper, lower, depth) select upper, -{n}, depth + 1 from above where lower = 20 on conflict do nothing;
fails: insert into above (upper, lower, depth) values (-{n}, -{n} - 2, 1);
delete from node where id = -{n};
delete from node where id = -{n} - 1;
delete from node where id = (select min(id) from node where id > 20);
insert into node (label) values ('{n}');
---- beyond
insert into node (id) values (3000000000);
insert into above (upper, lower, depth) values (3000000000, 3000000000, 0);
