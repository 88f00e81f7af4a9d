-- The twins want these names.
create table orders (id <integer|bigint> primary key, total integer);
create index orders_pkey_new on orders (total);
create index orders_pkey_old on orders (total);
create table order_line (
    id       integer primary key,
    order_id <integer|bigint> references orders on delete cascade,
    constraint order_line_order_id_fkey_new check (id > -2),
    constraint order_line_order_id_fkey_old check (id > -3)
);
create index on order_line (order_id);
create sequence order_line_order_id_idx_new;
---- change
tables:
  orders: {id: {type: bigint}}
---- refused
NAME_TAKEN
NAME_TAKEN
NAME_TAKEN
