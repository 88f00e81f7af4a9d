-- since PostgreSQL 15
create table orders (id integer primary key, region <integer|bigint> not null, name text);
create table note (id integer primary key);
create publication listed for table orders (id, region), note;
create publication filtered for table orders where (region > 5) with (publish = 'insert');
create publication "both ""of them""" for table note, orders (region, id, name) where (region > 5 and id < 10) with (publish = 'insert, truncate');
create publication others for table orders (id, name);
create publication whole for table orders, note;
insert into orders select i, i, 'n' from generate_series(1, 50) as i;
---- change
tables:
  orders: {region: {type: bigint}}
---- write
insert into orders (id, region) values ({n}, {n});
update orders set region = 7 where id = {n};
delete from orders where id = {n};
---- beyond
insert into orders (id, region) values (2000000, 3000000000);
