create table item (id <char(32)|uuid>, day date, primary key (id, day)) partition by range (day);
create table item_2024 partition of item for values from ('2024-01-01') to ('2025-01-01');
create table item_rest partition of item default;
create table line (id integer, item_id <char(32)|uuid>, day date, foreign key (item_id, day) references item on delete cascade) partition by hash (id);
create table line_0 partition of line for values with (modulus 2, remainder 0);
create table line_1 partition of line for values with (modulus 2, remainder 1);
create table note (item_id <char(32)|uuid>, day date, foreign key (item_id, day) references item);
insert into item select md5(i::text)::<char(32)|uuid>, date '2023-12-01' + i from generate_series(1, 50) as i;
insert into line select i, md5(i::text)::<char(32)|uuid>, date '2023-12-01' + i from generate_series(1, 50) as i;
---- change
tables:
  item: {id: {type: uuid, convert-back: "replace(id_new::text, '-', '')"}}
---- write
insert into item (id, day) values ('a000000000000000000000000000{n}', '2023-05-01'), ('b000000000000000000000000000{n}', '2024-05-01');
insert into line (id, item_id, day) values ({n}, 'a000000000000000000000000000{n}', '2023-05-01');
insert into note (item_id, day) values ('b000000000000000000000000000{n}', '2024-05-01');
fails: insert into line (id, item_id, day) values ({n} + 2, 'c000000000000000000000000000{n}', '2024-05-01');
fails: delete from item where id = 'b000000000000000000000000000{n}';
delete from item where id = 'a000000000000000000000000000{n}';
