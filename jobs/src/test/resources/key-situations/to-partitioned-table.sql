-- The key is made again by the swap, with the partitions' indexes; so are the foreign keys on it.
create table item (id <integer|bigint>, day date, primary key (id, day)) partition by range (day);
create table item_2024 partition of item for values from ('2024-01-01') to ('2025-01-01');
create table item_rest partition of item default partition by range (day);
create table item_old partition of item_rest for values from (minvalue) to ('2024-01-01');
create table item_new partition of item_rest default;
create table line (id integer primary key, item_id <integer|bigint>, day date, foreign key (item_id, day) references item);
create table note (item_id <integer|bigint>, day date, foreign key (item_id, day) references item (id, day) match full on update cascade on delete set null deferrable initially deferred);
create table tag (item_id <integer|bigint>, day date, constraint "of item" foreign key (day, item_id) references item (day, id) on delete cascade not valid);
create index on note (item_id, day);
comment on constraint "of item" on tag is 'as it was';
insert into item select i, date '2023-12-01' + i from generate_series(1, 50) as i;
insert into line select i, i, date '2023-12-01' + i from generate_series(1, 50) as i;
insert into note select i, date '2023-12-01' + i from generate_series(1, 50) as i;
insert into tag values (1, '2023-12-02');
---- change
tables:
  item: {id: {type: bigint}}
---- write
insert into item (id, day) values ({n}, '2023-05-01'), ({n} + 1, '2024-05-01'), ({n} + 2, '2026-05-01');
insert into line (id, item_id, day) values ({n}, {n}, '2023-05-01'), ({n} + 1, {n} + 1, '2024-05-01');
insert into note (item_id, day) values ({n} + 2, '2026-05-01');
insert into tag (item_id, day) values ({n} + 2, '2026-05-01');
fails: insert into line (id, item_id, day) values ({n} + 2, {n} + 2, '2024-05-01');
fails: insert into tag (item_id, day) values ({n}, '2024-05-01');
fails: delete from item where id = {n};
fails: delete from item where id = {n} + 1;
update item set id = {n} + 4 where id = {n} + 2 and not exists (select from tag where item_id = {n} + 2);
delete from item where id = {n} + 2;
---- beyond
insert into item (id, day) values (3000000000, '2024-05-01'), (3000000001, '2021-05-01');
insert into line (id, item_id, day) values (99999, 3000000000, '2024-05-01');
insert into note (item_id, day) values (3000000001, '2021-05-01');
