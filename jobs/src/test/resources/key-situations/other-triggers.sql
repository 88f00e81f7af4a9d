-- Triggers of the tables' own, one of which writes to a third table that references the first.
create table orders (id <integer|bigint> primary key, changed integer not null default 0);
create table order_line (id integer primary key, order_id <integer|bigint> not null references orders on delete cascade);
create index on order_line (order_id);
create table audit (id integer primary key generated always as identity, order_id <integer|bigint> references orders on delete set null, what text);
create index on audit (order_id);
create function note_change() returns trigger language plpgsql as $$
begin
    if new.id >= 1000 then
        new.changed := new.changed + 1;
    end if;
    return new;
end $$;
create trigger changed before update on orders for each row execute function note_change();
create function note_line() returns trigger language plpgsql as $$
begin
    if new.id >= 1000 then
        insert into audit (order_id, what) values (new.order_id, tg_op);
    end if;
    return null;
end $$;
create trigger noted after insert on order_line for each row execute function note_line();
insert into orders select i from generate_series(1, 50) as i;
insert into order_line select i, i from generate_series(1, 50) as i;
---- change
tables:
  orders: {id: {type: bigint}}
triggers: fire
---- write
insert into orders (id) values ({n}), ({n} + 1);
insert into order_line (id, order_id) values ({n}, {n}), ({n} + 1, {n} + 1);
update orders set id = {n} + 2 where id = {n} + 2;
fails: update orders set id = {n} + 2 where id = {n};
update orders set changed = 5 where id = {n};
delete from orders where id in ({n}, {n} + 1);
---- beyond
insert into orders (id) values (3000000000);
insert into order_line (id, order_id) values (2000000000, 3000000000);
