-- since PostgreSQL 18
create table orders (
    id   <integer|bigint> constraint must_have_number not null,
    name text,
    constraint orders_key primary key (id)
);
create table order_line (
    id       integer primary key,
    order_id <integer|bigint> references orders on delete cascade
);
alter table order_line add constraint must_have_order not null order_id;
create index on order_line (order_id);
insert into orders select i from generate_series(1, 50) as i;
insert into order_line select i, i from generate_series(1, 50) as i;
---- change
tables:
  orders: {id: {type: bigint}}
---- write
insert into orders (id) values ({n});
insert into order_line (id, order_id) values ({n}, {n});
fails: insert into order_line (id) values ({n} + 1);
fails: insert into orders (name) values ('{n}');
delete from orders where id = {n};
---- beyond
insert into orders (id) values (3000000000);
insert into order_line (id, order_id) values (-1, 3000000000);
