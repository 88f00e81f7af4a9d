create table orders (id <integer|bigint> primary key, owner text);
create table order_line (id integer primary key, order_id <integer|bigint> not null references orders on delete cascade, owner text);
create index on order_line (order_id);
alter table orders enable row level security;
alter table order_line enable row level security;
create policy own on orders using (owner = current_user);
create policy own on order_line using (owner = current_user);
grant select, insert, delete on orders, order_line to pg_monitor;
insert into orders select i, 'pg_monitor' from generate_series(1, 50) as i;
insert into order_line select i, i, 'pg_monitor' from generate_series(1, 50) as i;
---- change
tables:
  orders: {id: {type: bigint}}
---- write
begin;
  set local role pg_monitor;
  insert into orders (id, owner) values ({n}, current_user);
  insert into order_line (id, order_id, owner) values ({n}, {n}, current_user);
  commit;
insert into order_line (id, order_id, owner) values ({n} + 1, {n}, 'somebody else');
fails: begin;
  set local role pg_monitor;
  insert into orders (id, owner) values ({n} + 2, 'somebody else');
  commit;
begin;
  set local role pg_monitor;
  delete from orders where id = {n};
  commit;
---- beyond
insert into orders (id) values (3000000000);
insert into order_line (id, order_id) values (-1, 3000000000);
