-- A serial that its own table has made, referenced by a column that cascades.
create table orders (
    id   <serial|bigserial> primary key,
    name text
);
create table order_line (
    id       <serial|bigserial> primary key,
    order_id <integer|bigint> not null references orders on delete cascade
);
create index on order_line (order_id);
insert into orders (name) select 'n' || i from generate_series(1, 100) as i;
insert into order_line (order_id) select i % 100 + 1 from generate_series(1, 300) as i;
---- change
tables:
  orders: {id: {type: bigint}}
  order_line: {id: {type: bigint}}
---- write
insert into orders (name) values ('{n}');
insert into order_line (order_id) select id from orders where name = '{n}';
insert into orders (id, name) values ({n}00, 'with number');
insert into order_line (order_id) values ({n}00), ({n}00);
fails: insert into order_line (order_id) values (-{n});
fails: update orders set id = id + 1 where id = {n}00;
delete from orders where id = {n}00;
delete from orders where id in (select min(id) from orders);
insert into orders (id, name) values (default, 'default') on conflict (id) do nothing;
---- beyond
insert into orders (id, name) values (2147483648, 'beyond');
insert into order_line (order_id) values (2147483648);
select setval(pg_get_serial_sequence('orders', 'id'), 2147483648);
insert into orders (name) values ('from the sequence');
insert into order_line (order_id) select max(id) from orders;
