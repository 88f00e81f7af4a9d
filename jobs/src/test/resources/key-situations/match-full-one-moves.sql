create table orders (tenant integer, id <integer|bigint>, primary key (tenant, id));
create table order_line (
    id       integer primary key,
    tenant   integer,
    order_id <integer|bigint>,
    foreign key (tenant, order_id) references orders match full on delete set null
);
create index on order_line (tenant, order_id);
insert into orders select i % 2, i from generate_series(1, 50) as i;
insert into order_line select i, i % 2, i from generate_series(1, 50) as i;
---- change
tables:
  orders: {id: {type: bigint}}
---- write
insert into orders (tenant, id) values (1, {n}), (1, {n} + 1);
insert into order_line (id, tenant, order_id) values ({n}, 1, {n}), ({n} + 1, 1, {n} + 1), ({n} + 2, null, null);
fails: insert into order_line (id, tenant, order_id) values ({n} + 3, 1, null);
update order_line set tenant = null, order_id = null where id = {n};
delete from orders where id = {n} + 1;
delete from orders where id = (select min(id) from orders);
---- beyond
insert into orders (tenant, id) values (3, 3000000000);
insert into order_line (id, tenant, order_id) values (-1, 3, 3000000000);
