create table orders (
    id   <integer|bigint> generated always as identity (sequence name order_numbers start 7 increment 3 cache 1),
    name text,
    constraint order_key primary key (id)
);
comment on sequence order_numbers is 'numbers of orders';
grant usage on sequence order_numbers to pg_monitor;
create table order_line (
    order_id <integer|bigint> not null references orders on delete cascade,
    line     smallint not null,
    primary key (order_id, line)
);
insert into orders (name) select 'n' from generate_series(1, 50);
insert into order_line select id, 1 from orders;
---- change
tables:
  orders: {id: {type: bigint}}
---- write
insert into orders (name) values ('{n}');
insert into order_line (order_id, line) select id, i from orders, generate_series(1, 3) as i where name = '{n}';
insert into orders (id, name) values (default, 'default');
fails: insert into orders (id) values ({n});
fails: update orders set id = {n} where name = '{n}';
insert into orders (id, name) overriding system value values (-{n}, 'given');
insert into order_line (order_id, line) values (-{n}, 1);
update order_line set line = 5 where order_id = -{n};
delete from orders where id = -{n} or id in (select min(id) from orders where id > 0);
---- beyond
alter table orders alter id restart with 2147483648;
insert into orders (name) values ('beyond');
insert into order_line (order_id, line) values (2147483648, 1);
