-- Materialized views over two tables that are swapped one after the other.
create schema other;
create table item (id <integer|bigint> primary key, size <integer|bigint>);
create table other.item (id <integer|bigint> primary key, size <integer|bigint>, note text);
insert into item select i, i from generate_series(1, 30) as i;
insert into other.item select i, i, 'n' from generate_series(20, 60) as i;
create materialized view both_items as select i.id, o.size, o.note from item as i join other.item as o on o.id = i.id;
create unique index on both_items (id);
create view all_items as select id from item union select id from other.item;
create materialized view other.item_counts as select count(*) as n, max(id) as largest from all_items;
create materialized view counted as select b.id, c.largest from both_items as b cross join other.item_counts as c where b.size > 3;
create index on counted (largest desc);
comment on materialized view counted is 'counted';
grant select on counted, both_items to pg_monitor;
---- change
tables:
  item: {id: {type: bigint}, size: {type: bigint}}
  other.item: {id: {type: bigint}, size: {type: bigint}}
---- write
insert into item (id, size) values ({n}, 1);
insert into other.item (id, size, note) values ({n}, 7, 'new');
refresh materialized view concurrently both_items;
refresh materialized view other.item_counts;
refresh materialized view counted;
insert into other.item (id, size, note) select largest + 1, id, 'counted' from counted where id = {n};
---- beyond
insert into item (id, size) values (3000000000, 1);
insert into other.item (id, size) values (3000000000, 3000000000);
refresh materialized view concurrently both_items;
