create table orders (id <integer|bigint> primary key, name text);
create table order_line (id integer primary key, order_id <integer|bigint> references orders on delete cascade);
grant references (id), select (id, name) on orders to pg_monitor;
grant insert (id, order_id), select (order_id) on order_line to pg_monitor with grant option;
insert into orders select i, 'n' from generate_series(1, 50) as i;
insert into order_line select i, i from generate_series(1, 50) as i;
---- change
tables:
  orders: {id: {type: bigint}}
---- write
insert into orders (id, name) values ({n}, '{n}');
begin;
  set local role pg_monitor;
  insert into order_line (id, order_id) select {n}, id from orders where id = {n};
  select order_id from order_line;
  commit;
delete from orders where id = {n};
---- beyond
insert into orders (id) values (3000000000);
