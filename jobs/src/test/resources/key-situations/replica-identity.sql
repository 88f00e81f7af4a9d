-- The index of the primary key, that of a reference, and full.
create table orders (id <integer|bigint> primary key, name text);
alter table orders replica identity using index orders_pkey;
create table invoice (order_id <integer|bigint> not null references orders on delete cascade, name text primary key);
create unique index invoice_by_order on invoice (order_id);
alter table invoice replica identity using index invoice_by_order;
create table order_line (order_id <integer|bigint> not null references orders on delete cascade, line integer, primary key (order_id, line));
alter table order_line replica identity full;
create publication everything for all tables;
insert into orders select i, 'n' from generate_series(1, 50) as i;
insert into invoice select i, 'n' || i from generate_series(1, 50) as i;
insert into order_line select i, 1 from generate_series(1, 50) as i;
---- change
tables:
  orders: {id: {type: bigint}}
publications: prepared
---- write
insert into orders (id, name) values ({n}, '{n}');
insert into invoice (order_id, name) values ({n}, '{n}');
insert into order_line (order_id, line) values ({n}, 1), ({n}, 2);
update orders set name = 'changed' where id = {n};
update order_line set line = 3 where order_id = {n} and line = 2;
delete from orders where id = {n};
delete from orders where id = (select min(id) from orders);
---- beyond
insert into orders (id) values (3000000000);
insert into invoice (order_id, name) values (3000000000, 'beyond');
