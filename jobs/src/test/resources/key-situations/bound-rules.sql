-- Rules of the table, and of others that use the column.
create table orders (id integer primary key, region <integer|bigint> not null default 1, name text);
create table audit (id integer primary key generated always as identity, what text);
create table inbox (name text, region bigint);
create view names as select id, name from orders;
create rule noted as on insert to orders do also insert into audit (what) values ('new ' || new.id || ' in ' || new.region);
create rule "kept ""ones""" as on delete to orders where old.region = 13 do instead nothing;
create rule two as on delete to orders do also (insert into audit (what) values ('gone; ' || old.region); insert into audit (what) select 'left ' || max(region) from orders where id < 50);
create rule off as on insert to orders do also insert into audit (what) values ('off ' || new.region);
alter table orders disable rule off;
create rule always as on insert to orders where new.region > 1000 do also insert into audit (what) values ('large ' || new.region);
alter table orders enable always rule always;
create rule put as on insert to names do instead insert into orders (id, region, name) values (new.id, 77, new.name) returning id, name;
create rule put_inbox as on insert to inbox do instead insert into orders (id, region, name) values ((select greatest(500000, max(id)) + 1 from orders), new.region, new.name);
comment on rule noted on orders is 'it''s noted';
insert into orders select i, i, 'n' from generate_series(1, 50) as i;
---- change
tables:
  orders: {region: {type: bigint}}
---- write
insert into orders (id, region) values ({n}, {n}), ({n} + 1, 5);
insert into names values ({n} + 2, 'by the view');
insert into inbox values ('in', {n});
begin;
  set local session_replication_role = replica;
  insert into orders (id, region) values ({n} + 3, {n});
  commit;
update orders set region = 13 where id = {n} + 1;
delete from orders where id = {n};
delete from orders where id = {n} + 1;
delete from orders where id = {n} + 2;
---- beyond
insert into orders (id, region) values (2000000, 3000000000);
insert into inbox values ('far', 3000000001);
