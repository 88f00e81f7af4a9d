-- The sequence has been widened before the column.
create table orders (id <integer|bigint> not null, name text, primary key (id));
create sequence orders_id_seq owned by orders.id;
alter table orders alter id set default nextval('orders_id_seq');
create table refund (order_id <integer|bigint> references orders, amount numeric, primary key (order_id));
insert into orders (name) select 'n' from generate_series(1, 50);
insert into refund select id, 1 from orders where id > 40;
---- change
tables:
  orders: {id: {type: bigint}}
---- write
insert into orders (name) values ('{n}');
insert into refund (order_id, amount) select id, 2 from orders where name = '{n}';
insert into orders (id) values ({n}00);
insert into refund (order_id, amount) values ({n}00, 3);
update refund set order_id = 1, amount = amount + 1 where order_id = (select min(order_id) from refund);
fails: delete from orders where id = {n}00;
delete from refund where order_id = {n}00;
delete from orders where id = {n}00;
---- beyond
insert into orders (id) values (3000000000);
insert into refund (order_id, amount) values (3000000000, 4);
