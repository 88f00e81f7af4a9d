-- A column that references stays integer, so the sequence must not give it what it cannot hold.
create sequence orders_id_seq as integer;
create table orders (id <integer|bigint> primary key default nextval('orders_id_seq'), name text);
alter sequence orders_id_seq owned by orders.id;
create table archive (id integer primary key, order_id integer references orders on delete cascade);
create index on archive (order_id);
insert into orders (name) select 'n' from generate_series(1, 50) as i;
insert into archive select i, i from generate_series(1, 50) as i;
---- change
tables:
  orders: {id: {type: bigint}}
references: leave
---- write
insert into orders (name) values ('{n}');
insert into archive (id, order_id) select {n}, id from orders where name = '{n}';
delete from orders where id = (select min(id) from orders);
---- beyond
insert into orders (id) values (3000000000);
fails: insert into archive (id, order_id) values (-1, 3000000000);
