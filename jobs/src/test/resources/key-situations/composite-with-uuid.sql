-- Rows of tenants: the number moves, the uuid beside it does not; each table has its own key and its references within the tenant.
create table project (tenant uuid, id <integer|bigint>, name text, primary key (tenant, id));
create table task (
    tenant  uuid,
    id      <integer|bigint>,
    project <integer|bigint> not null,
    parent  <integer|bigint>,
    primary key (tenant, id),
    foreign key (tenant, project) references project on delete cascade,
    foreign key (tenant, parent) references task
);
create index on task (tenant, project);
create index on task (tenant, parent);
insert into project select md5((i % 2)::text)::uuid, i, 'n' from generate_series(1, 50) as i;
insert into task select tenant, id, id, id from project;
---- change
tables:
  project: {id: {type: bigint}}
  task: {id: {type: bigint}}
---- write
insert into project (tenant, id) values ('00000000000000000000000000000000', {n});
insert into task (tenant, id, project, parent) values ('00000000000000000000000000000000', {n}, {n}, {n});
insert into task (tenant, id, project, parent) values ('00000000000000000000000000000000', {n} + 1, {n}, {n});
fails: insert into task (tenant, id, project) values ('00000000000000000000000000000001', {n}, {n});
fails: delete from task where id = {n};
delete from project where id = {n};
delete from project where id = (select min(id) from project);
---- beyond
insert into project (tenant, id) values ('00000000000000000000000000000000', 3000000000);
insert into task (tenant, id, project) values ('00000000000000000000000000000000', 3000000000, 3000000000);
