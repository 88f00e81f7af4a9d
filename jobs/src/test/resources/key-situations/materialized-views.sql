-- Materialized views that keep their types and that change with the table's, with views between them, and all that one can have.
create table orders (id <integer|bigint> primary key, amount <integer|bigint> not null default 1, name text, parent <integer|bigint>);
create table note (id integer primary key, order_id <integer|bigint> references orders, text text);
insert into orders select i, i, 'n' || i % 7, nullif(i / 2, 0) from generate_series(1, 50) as i;
insert into note select i, i, 't' from generate_series(1, 50) as i;
create materialized view amounts (identifier, amount, "The Name") with (fillfactor = 70, autovacuum_enabled = false, toast.autovacuum_vacuum_cost_delay = 3) as select id, amount, name from orders;
create unique index amounts_by_id on amounts (identifier);
create index "By Name" on amounts (lower("The Name") text_pattern_ops, amount desc) include (identifier) with (fillfactor = 60) where amount > 3;
alter index "By Name" alter column 1 set statistics 300;
create index amounts_amount on amounts using brin (amount);
create statistics amounts_together (dependencies, mcv) on amount, "The Name" from amounts;
create statistics amounts_expressed on (amount % 10) from amounts;
alter statistics amounts_together set statistics 77;
comment on statistics amounts_together is 'they go together';
comment on materialized view amounts is 'what they cost';
comment on column amounts.amount is 'in cents';
comment on index amounts_by_id is 'refreshed by it';
alter materialized view amounts cluster on amounts_by_id;
alter materialized view amounts alter column amount set statistics 42;
alter materialized view amounts alter column amount set (n_distinct = -0.5);
alter materialized view amounts alter column "The Name" set storage external;
alter materialized view amounts alter column "The Name" set compression pglz;
alter materialized view amounts depends on extension plpgsql;
alter index amounts_amount depends on extension plpgsql;
create materialized view counted as select count(*) as orders, max(name) as last from orders where amount > 10;
create unique index on counted (orders);
create materialized view empty_yet as select parent, sum(amount) as sum from orders group by parent with no data;
create index on empty_yet (parent);
create view over as select identifier, amount + 1 as amount from amounts;
comment on view over is 'a view over a materialized view';
create materialized view over_over as select o.identifier, o.amount, n.text from over as o join note as n on n.order_id = o.identifier;
create unique index on over_over (identifier);
create view between (id, name) as select id, name from orders;
alter view between alter column name set default 'of between';
comment on column between.id is 'of an order';
create function between_put() returns trigger language plpgsql as $$ begin
  insert into orders (id, name) values (new.id, new.name || ' by way of between');
  return new;
end $$;
create trigger put instead of insert on between for each row execute function between_put();
create rule nothing as on delete to between do instead nothing;
create materialized view of_between as select b.id, b.name, c.orders from between as b cross join counted as c;
create view kept_over as select last from counted;
comment on view kept_over is 'keeps its types';
create materialized view kept_over_over as select last || '!' as last from kept_over;
create materialized view using_column as select * from orders join (select id, text from note) as n using (id);
create view top as select t.id, k.last, a.amount from of_between as t cross join kept_over_over as k left join amounts as a on a.identifier = t.id;
create function last_counted() returns text begin atomic select last from counted; end;
create function amount_of(which bigint) returns bigint begin atomic select amount from amounts where identifier = which; end;
alter table note enable row level security;
create policy seen on note using (order_id in (select identifier from amounts));
grant select on amounts to pg_monitor with grant option;
set role pg_monitor;
grant select on amounts to pg_read_all_data;
reset role;
grant select (id) on of_between to public;
revoke all on counted from current_user;
grant select, insert on between to pg_read_all_stats;
do $$ begin
    create role key_situation_viewer;
    exception when duplicate_object then null;
end $$;
grant create on schema public to key_situation_viewer;
grant select (id, name) on orders to key_situation_viewer;
create materialized view of_another as select id, name from orders;
alter materialized view of_another owner to key_situation_viewer;
create index on of_another (name);
create statistics of_another_together on id, name from of_another;
alter statistics of_another_together owner to key_situation_viewer;
grant select on of_another to pg_monitor;
---- change
tables:
  orders:
    id: {type: bigint}
    amount: {type: bigint}
    parent: {type: bigint}
---- write
insert into between (id, name) values ({n}, 'new');
insert into note (id, order_id, text) values ({n}, {n}, 'new');
refresh materialized view concurrently amounts;
refresh materialized view counted;
refresh materialized view concurrently over_over;
refresh materialized view of_between;
refresh materialized view kept_over_over;
insert into orders (id, amount, name) select {n} + 1, max(amount), last_counted() from over_over;
insert into orders (id, amount, name) select {n} + 2, count(*), amount_of(3) from top;
---- beyond
insert into orders (id, amount) values (3000000000, 4000000000);
refresh materialized view concurrently amounts;
