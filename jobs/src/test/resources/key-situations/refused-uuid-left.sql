create table node (id char(32) primary key);
create table file (id integer primary key, node char(32) references node);
---- change
tables:
  node: {id: {type: uuid, convert-back: "replace(id_new::text, '-', '')"}}
references: leave
---- refused
FOREIGN_KEY_COLUMN
