create table item (id <integer|bigint>, day date, parent_id <integer|bigint>, primary key (id, day), foreign key (parent_id, day) references item) partition by range (day);
create table item_2024 partition of item for values from ('2024-01-01') to ('2025-01-01');
create table item_rest partition of item default partition by range (day);
create table item_old partition of item_rest for values from (minvalue) to ('2024-01-01');
create table item_new partition of item_rest default;
create table line (id integer, item_id <integer|bigint>, day date, foreign key (item_id, day) references item, foreign key (item_id, day) references item on delete set null) partition by hash (id);
create table line_0 partition of line for values with (modulus 2, remainder 0);
create table line_1 partition of line for values with (modulus 2, remainder 1) partition by list (day);
create table line_1_all partition of line_1 default;
insert into item select i, date '2023-12-01' + i from generate_series(1, 50) as i;
insert into line select i, i, date '2023-12-01' + i from generate_series(1, 50) as i;
---- change
tables:
  item: {id: {type: bigint}}
---- write
insert into item (id, day, parent_id) values ({n}, '2023-05-01', null), ({n} + 1, '2023-05-01', {n}), ({n} + 2, '2024-05-01', null);
insert into line (id, item_id, day) values ({n}, {n}, '2023-05-01'), ({n} + 1, {n} + 2, '2024-05-01');
fails: insert into line (id, item_id, day) values ({n} + 2, {n} + 2, '2023-05-01');
fails: insert into item (id, day, parent_id) values ({n} + 3, '2024-05-01', {n});
fails: delete from item where id = {n};
delete from item where id = {n} + 1;
---- beyond
insert into item (id, day) values (3000000000, '2024-05-01');
insert into line (id, item_id, day) values (99999, 3000000000, '2024-05-01');
