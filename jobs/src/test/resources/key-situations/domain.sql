create domain order_number as integer check (value <> 0);
create domain wide_order_number as bigint check (value <> 0);
create table orders (id <order_number|wide_order_number> primary key);
create table order_line (id integer primary key, order_id <order_number|wide_order_number> references orders on delete cascade);
create index on order_line (order_id);
insert into orders select i from generate_series(1, 50) as i;
insert into order_line select i, i from generate_series(1, 50) as i;
---- change
tables:
  orders: {id: {type: wide_order_number}}
---- write
insert into orders (id) values ({n});
fails: insert into orders (id) values (0);
insert into order_line (id, order_id) values ({n}, {n});
fails: insert into order_line (id, order_id) values ({n} + 1, {n} + 1);
delete from orders where id = {n};
---- beyond
insert into orders (id) values (3000000000);
insert into order_line (id, order_id) values (-1, 3000000000);
