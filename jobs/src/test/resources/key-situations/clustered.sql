-- Both tables have been clustered, one on its key, the other on the index of its reference.
create table orders (id <integer|bigint> primary key);
create table order_line (id integer primary key, order_id <integer|bigint> references orders on delete cascade);
create index order_line_by_order on order_line (order_id);
alter table orders cluster on orders_pkey;
alter table order_line cluster on order_line_by_order;
insert into orders select i from generate_series(1, 50) as i;
insert into order_line select i, i from generate_series(1, 50) as i;
---- change
tables:
  orders: {id: {type: bigint}}
---- write
insert into orders (id) values ({n});
insert into order_line (id, order_id) values ({n}, {n});
delete from orders where id = {n};
---- beyond
insert into orders (id) values (3000000000);
insert into order_line (id, order_id) values (-1, 3000000000);
