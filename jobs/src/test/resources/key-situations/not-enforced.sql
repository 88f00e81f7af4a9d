-- since PostgreSQL 18
create table orders (id <integer|bigint> primary key);
create table order_line (
    id       integer primary key,
    order_id <integer|bigint> constraint documented references orders on delete cascade not enforced,
    other_id <integer|bigint> constraint enforced references orders on delete set null
);
create index on order_line (other_id);
insert into orders select i from generate_series(1, 50) as i;
insert into order_line select i, i, nullif(i, least(i, 50) + 1) from generate_series(1, 50) as i;
insert into order_line select i, i from generate_series(51, 60) as i;
---- change
tables:
  orders: {id: {type: bigint}}
---- write
insert into orders (id) values ({n});
insert into order_line (id, order_id, other_id) values ({n}, {n}, {n}), ({n} + 1, {n} + 1, null);
fails: insert into order_line (id, other_id) values ({n} + 2, {n} + 2);
delete from orders where id = {n};
delete from orders where id = (select min(id) from orders);
---- beyond
insert into orders (id) values (3000000000);
insert into order_line (id, order_id, other_id) values (-1, 3000000001, 3000000000);
