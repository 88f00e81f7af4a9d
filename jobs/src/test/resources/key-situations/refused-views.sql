-- Neither what reads the text nor what keeps its rows can come along, nor what would be left with a row type that goes.
create table file (id <text|uuid> primary key, name text);
create view shorts as select substr(id, 1, 8) as short from file;
---- change
tables:
  file: {id: {type: uuid, convert-back: "replace(id_new::text, '-', '')"}}
---- refused
VIEW_ON_COLUMN
