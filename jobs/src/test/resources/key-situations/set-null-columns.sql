-- since PostgreSQL 15
create table orders (tenant integer, id <integer|bigint>, primary key (tenant, id));
create table order_line (
    tenant   integer not null,
    id       integer,
    order_id <integer|bigint>,
    primary key (tenant, id),
    foreign key (tenant, order_id) references orders on delete set null (order_id)
);
create index on order_line (tenant, order_id);
create table refund (
    tenant   integer not null default 1,
    id       integer primary key,
    order_id <integer|bigint> not null default 1,
    foreign key (tenant, order_id) references orders on delete set default (order_id)
);
create index on refund (tenant, order_id);
insert into orders select 1, i from generate_series(1, 50) as i;
insert into order_line select 1, i, i from generate_series(1, 50) as i;
insert into refund select 1, i, i from generate_series(1, 50) as i;
---- change
tables:
  orders: {id: {type: bigint}}
---- write
insert into orders (tenant, id) values (1, {n}), (2, {n});
insert into order_line (tenant, id, order_id) values (1, {n}, {n}), (2, {n}, {n});
insert into refund (id, order_id) values ({n}, {n});
delete from orders where id = {n};
delete from orders where id = (select max(id) from orders);
insert into refund (id) values (-{n});
fails: delete from orders where id = 1;
---- beyond
insert into orders (tenant, id) values (1, 3000000000);
insert into order_line (tenant, id, order_id) values (1, -1, 3000000000);
