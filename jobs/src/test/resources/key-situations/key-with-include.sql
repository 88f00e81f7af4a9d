create table orders (
    id   <integer|bigint>,
    name text,
    constraint "orders by id" primary key (id) include (name) with (fillfactor = 80)
);
create table order_line (id integer primary key, order_id <integer|bigint> not null references orders on delete cascade);
create index on order_line (order_id) include (id) where order_id > 0;
insert into orders select i, 'n' from generate_series(1, 50) as i;
insert into order_line select i, i from generate_series(1, 50) as i;
---- change
tables:
  orders: {id: {type: bigint}}
---- write
insert into orders (id, name) values ({n}, '{n}');
insert into order_line (id, order_id) values ({n}, {n});
update orders set name = 'changed' where id = {n};
delete from orders where id = {n};
delete from orders where id = (select min(id) from orders);
---- beyond
insert into orders (id) values (3000000000);
insert into order_line (id, order_id) values (-1, 3000000000);
