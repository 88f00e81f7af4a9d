create table orders (id <integer|bigint> primary key);
create table order_line (id integer primary key, order_id <integer|bigint> references orders, other_id <integer|bigint> references orders on delete set null) partition by range (id);
create table order_line_1 partition of order_line for values from (0) to (100);
create table order_line_2 partition of order_line for values from (100) to (100000);
create index on order_line (order_id);
insert into orders select i from generate_series(1, 50) as i;
insert into order_line select i, i, i from generate_series(1, 50) as i;
---- change
tables:
  orders: {id: {type: bigint}}
---- write
insert into orders (id) values ({n}), ({n} + 1);
insert into order_line (id, order_id, other_id) values ({n}, {n}, {n} + 1);
fails: insert into order_line (id, order_id) values ({n} + 2, {n} + 2);
fails: delete from orders where id = {n};
delete from orders where id = {n} + 1;
---- beyond
insert into orders (id) values (3000000000);
insert into order_line (id, order_id) values (99999, 3000000000);
