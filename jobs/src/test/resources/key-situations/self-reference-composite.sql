create table category (
    shop   integer,
    id     <integer|bigint>,
    parent <integer|bigint>,
    primary key (shop, id),
    constraint below foreign key (shop, parent) references category on update cascade on delete no action
        deferrable initially deferred
);
create index on category (shop, parent);
insert into category select i % 2, i, case when i > 10 then i - 10 end from generate_series(1, 60) as i;
---- change
tables:
  category: {id: {type: bigint}}
---- write
begin;
  insert into category (shop, id, parent) values (1, {n} + 1, {n}), (1, {n} + 2, {n} + 1);
  insert into category (shop, id, parent) values (1, {n}, null);
  commit;
fails: insert into category (shop, id, parent) values (0, {n} + 1, {n});
update category set id = {n} + 5 where id = {n} + 1;
update category set parent = {n} + 1 where id = {n} + 3;
fails: delete from category where id = {n};
begin;
  delete from category where id = {n};
  delete from category where id in ({n} + 2, {n} + 5);
  commit;
delete from category where id = (select max(id) from category as leaf where id < 60 and not exists (
    select from category where shop = leaf.shop and parent = leaf.id));
---- beyond
insert into category (shop, id, parent) values (1, 3000000000, 3000000000);
update category set id = 3000000001 where id = 3000000000;
