-- Only what references moves.
create table item (id integer, day date, primary key (id, day)) partition by range (day);
create table item_2024 partition of item for values from ('2024-01-01') to ('2025-01-01');
create table item_rest partition of item default;
create table line (id integer primary key, item_id <integer|bigint>, day date, foreign key (item_id, day) references item);
create table note (item_id <integer|bigint>, day date, foreign key (item_id, day) references item on delete set null);
insert into item select i, date '2023-12-01' + i from generate_series(1, 50) as i;
insert into line select i, i, date '2023-12-01' + i from generate_series(1, 50) as i;
---- change
tables:
  line: {item_id: {type: bigint}}
  note: {item_id: {type: bigint}}
---- write
insert into item (id, day) values ({n}, '2023-05-01'), ({n} + 1, '2024-05-01');
insert into line (id, item_id, day) values ({n}, {n}, '2023-05-01');
insert into note (item_id, day) values ({n} + 1, '2024-05-01');
fails: insert into line (id, item_id, day) values ({n} + 2, {n} + 2, '2024-05-01');
fails: delete from item where id = {n};
delete from item where id = {n} + 1;
