create table colour (id <smallserial|serial> primary key, name text);
create table paint (
    id     <smallserial|serial> primary key,
    colour <smallint|integer> references colour on delete cascade,
    second <smallint|integer> references colour
);
create index on paint (colour);
insert into colour (name) select 'n' from generate_series(1, 50);
insert into paint (colour, second) select id, 1 from colour;
---- change
tables:
  colour: {id: {type: integer}}
  paint: {id: {type: integer}}
---- write
insert into colour (id, name) values ({n}, '{n}'), (default, 'default');
insert into paint (colour, second) values ({n}, {n}), ({n}, null);
insert into paint (id, colour) values ({n}, {n});
update paint set second = 2 where colour = {n};
delete from colour where id = {n};
delete from colour where id = (select max(id) from colour);
---- beyond
select setval('colour_id_seq', 32767);
insert into colour (name) values ('beyond');
insert into paint (colour) values (32768);
