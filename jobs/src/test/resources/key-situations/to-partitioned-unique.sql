-- Their twins are there before the swap, and so are those of the foreign keys.
create table item (id integer, day date, code <integer|bigint>, number <integer|bigint>, primary key (id, day), unique (day, code)) partition by range (day);
create table item_2024 partition of item for values from ('2024-01-01') to ('2025-01-01');
create table item_rest partition of item default partition by hash (day);
create table item_rest_0 partition of item_rest for values with (modulus 1, remainder 0);
create unique index number_once on item (number, day);
create table line (id integer primary key, code <integer|bigint>, number <integer|bigint>, day date, foreign key (code, day) references item (code, day), foreign key (number, day) references item (number, day) on delete set null deferrable);
insert into item select i, date '2023-12-01' + i, i, i from generate_series(1, 50) as i;
insert into line select i, i, i, date '2023-12-01' + i from generate_series(1, 50) as i;
---- change
tables:
  item: {code: {type: bigint}, number: {type: bigint}}
---- write
insert into item (id, day, code, number) values ({n}, '2023-05-01', {n}, {n}), ({n} + 1, '2024-05-01', {n}, {n});
insert into line (id, code, number, day) values ({n}, {n}, null, '2023-05-01'), ({n} + 1, null, {n}, '2024-05-01');
fails: insert into line (id, code, day) values ({n} + 2, {n}, '2025-05-01');
fails: delete from item where id = {n};
delete from item where id = {n} + 1;
---- beyond
insert into item (id, day, code, number) values (99999, '2024-05-01', 3000000000, 3000000000);
insert into line (id, code, number, day) values (99999, 3000000000, 3000000000, '2024-05-01');
