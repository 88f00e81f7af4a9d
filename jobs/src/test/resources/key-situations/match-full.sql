create table orders (
    tenant <integer|bigint>,
    id     <integer|bigint>,
    primary key (tenant, id)
);
create table order_line (
    id       integer primary key,
    tenant   <integer|bigint>,
    order_id <integer|bigint>,
    constraint whole foreign key (tenant, order_id) references orders match full on delete set null on update cascade
);
create index on order_line (tenant, order_id);
insert into orders select i % 2, i from generate_series(1, 50) as i;
insert into order_line select i, i % 2, i from generate_series(1, 50) as i;
---- change
tables:
  orders: {tenant: {type: bigint}, id: {type: bigint}}
---- write
insert into orders (tenant, id) values (1, {n}), (1, {n} + 1);
insert into order_line (id, tenant, order_id) values ({n}, 1, {n}), ({n} + 1, 1, {n} + 1), ({n} + 2, null, null);
fails: insert into order_line (id, tenant, order_id) values ({n} + 3, 1, null);
fails: insert into order_line (id, tenant, order_id) values ({n} + 3, null, {n});
fails: update order_line set tenant = null where id = {n};
update orders set id = {n} + 5, tenant = 3 where id = {n};
delete from orders where id = {n} + 1;
delete from orders where id = (select min(id) from orders);
---- beyond
insert into orders (tenant, id) values (3000000000, 3000000000);
insert into order_line (id, tenant, order_id) values (-1, 3000000000, 3000000000);
