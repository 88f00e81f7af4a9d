-- The key is bigint already, the columns that reference it are not; the cascade must arrive at both ends.
create table orders (id bigint primary key);
create table order_line (
    id       integer primary key,
    order_id <integer|bigint> not null references orders on delete cascade on update cascade
);
create index on order_line (order_id);
insert into orders select i from generate_series(1, 50) as i;
insert into order_line select i, i from generate_series(1, 50) as i;
---- change
table: order_line
columns:
  order_id: {type: bigint}
---- write
insert into orders (id) values ({n});
insert into order_line (id, order_id) values ({n}, {n});
fails: insert into order_line (id, order_id) values ({n} + 1, {n} + 1);
update orders set id = {n} + 1 where id = {n};
delete from orders where id = {n} + 1;
delete from orders where id = (select min(id) from orders);
---- beyond
insert into orders (id) values (3000000000);
insert into order_line (id, order_id) values (-1, 3000000000);
