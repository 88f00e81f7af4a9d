-- Types of different families, which can be compared all the same.
create table orders (id <integer|numeric(20,0)> primary key);
create table order_line (
    id       integer primary key,
    order_id <integer|numeric(20,0)> not null references orders on delete cascade on update cascade
);
create index on order_line (order_id);
insert into orders select i from generate_series(1, 50) as i;
insert into order_line select i, i from generate_series(1, 50) as i;
---- change
tables:
  orders: {id: {type: "numeric(20,0)"}}
---- write
insert into orders (id) values ({n});
insert into order_line (id, order_id) values ({n}, {n});
fails: insert into order_line (id, order_id) values ({n} + 1, {n} + 1);
update orders set id = {n} + 2 where id = {n};
delete from orders where id = {n} + 2;
delete from orders where id = (select min(id) from orders);
---- beyond
insert into orders (id) values (30000000000000000000);
insert into order_line (id, order_id) values (-1, 30000000000000000000);
