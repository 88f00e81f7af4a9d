create table orders (id <integer|bigint> primary key);
create table order_line (id integer primary key, order_id <integer|bigint> references orders on delete cascade);
create publication sales for table orders, order_line;
insert into orders select i from generate_series(1, 50) as i;
insert into order_line select i, i from generate_series(1, 50) as i;
---- change
tables:
  orders: {id: {type: bigint}}
---- write
insert into orders (id) values ({n});
insert into order_line (id, order_id) values ({n}, {n});
update order_line set order_id = 1 where id = {n};
delete from orders where id = {n};
---- beyond
insert into orders (id) values (3000000000);
