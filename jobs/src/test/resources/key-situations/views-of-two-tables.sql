-- Views over two tables that are swapped one after the other.
create schema other;
create table item (id <integer|bigint> primary key, size <integer|bigint>);
create table other.item (id <integer|bigint> primary key, size <integer|bigint>, note text);
create table part (id integer primary key, item <integer|bigint> references item);
insert into item select i, i from generate_series(1, 30) as i;
insert into other.item select i, i, 'n' from generate_series(20, 60) as i;
insert into part select i, i from generate_series(1, 30) as i;
create view both_items as select i.id, o.size, o.note from item as i join other.item as o on o.id = i.id;
create view all_items as select id from item union select id from other.item;
create view parts as select p.id, i.size, p.item from part as p join item as i on i.id = p.item;
create view part_counts as select item, count(*) as parts from parts group by item;
create view cast_ids as select i.id::bigint as id, o.id::bigint as other from item as i left join other.item as o on o.id = i.id;
create view counted as select c.item, c.parts, a.id from part_counts as c join all_items as a on a.id = c.item;
comment on view counted is 'counted';
grant select on counted, both_items to pg_monitor;
---- change
tables:
  item: {id: {type: bigint}, size: {type: bigint}}
  other.item: {id: {type: bigint}, size: {type: bigint}}
---- write
insert into item (id, size) values ({n}, 1);
insert into part (id, item) values ({n}, {n});
insert into other.item (id, size, note) select item, parts, 'counted' from counted where item = {n};
insert into other.item (id, size, note) select id + 5000, size, 'both' from both_items where id = {n} on conflict do nothing;
---- beyond
insert into item (id, size) values (3000000000, 1);
insert into part (id, item) values (-1, 3000000000);
