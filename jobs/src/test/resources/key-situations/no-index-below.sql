-- Columns that reference without an index, one of them in an unlogged table.
create table orders (id <integer|bigint> primary key);
create table order_line (id integer primary key, order_id <integer|bigint> references orders on delete cascade);
create unlogged table basket (order_id <integer|bigint> references orders on delete set null, id integer primary key);
insert into orders select i from generate_series(1, 50) as i;
insert into order_line select i, i from generate_series(1, 50) as i;
insert into basket select i, i from generate_series(1, 50) as i;
---- change
tables:
  orders: {id: {type: bigint}}
---- write
insert into orders (id) values ({n});
insert into order_line (id, order_id) values ({n}, {n});
insert into basket (id, order_id) values ({n}, {n});
delete from orders where id = {n};
delete from orders where id = (select min(id) from orders);
---- beyond
insert into orders (id) values (3000000000);
insert into order_line (id, order_id) values (-1, 3000000000);
