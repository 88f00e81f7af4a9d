create table orders (id <integer|bigint> primary key);
comment on column orders.id is 'number';
comment on constraint orders_pkey on orders is 'the key';
comment on index orders_pkey is 'its index';
create table order_line (id integer primary key, order_id <integer|bigint> references orders on delete cascade);
comment on column order_line.order_id is 'its order';
comment on constraint order_line_order_id_fkey on order_line is 'it''s "the" reference; $1';
create index order_line_by_order on order_line (order_id);
comment on index order_line_by_order is 'for deletes';
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
