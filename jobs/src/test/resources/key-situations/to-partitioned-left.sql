create table item (id <integer|bigint>, day date, primary key (id, day)) partition by list (day);
create table item_1 partition of item for values in ('2024-01-01');
create table item_rest partition of item default;
create table line (id integer primary key, item_id integer, day date, foreign key (item_id, day) references item on delete cascade);
insert into item select i, date '2024-01-01' from generate_series(1, 50) as i;
insert into line select i, i, date '2024-01-01' from generate_series(1, 50) as i;
---- change
tables:
  item: {id: {type: bigint}}
references: leave
---- write
insert into item (id, day) values ({n}, '2024-01-01'), ({n} + 1, '2024-05-01');
insert into line (id, item_id, day) values ({n}, {n}, '2024-01-01'), ({n} + 1, {n} + 1, '2024-05-01');
fails: insert into line (id, item_id, day) values ({n} + 2, {n} + 2, '2024-05-01');
fails: update item set id = {n} + 5 where id = {n};
delete from item where id = {n} + 1;
---- beyond
insert into item (id, day) values (3000000000, '2024-05-01');
