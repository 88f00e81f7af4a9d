-- setup
do $$
begin
    create role lint_app;
exception when duplicate_object then
    null;
end $$;
do $$
begin
    create role lint_other;
exception when duplicate_object then
    null;
end $$;
create schema app;
create table orders (id integer primary key, owner text, quantity integer);
create table secret (id integer primary key, owner text);
alter table secret enable row level security;
create policy own on secret using (owner = current_user);
create sequence numbers;
create function twice(n integer) returns integer language sql as 'select n * 2';
create view of_orders as select * from orders;
create type pair as (a integer, b integer);
grant select, insert, update on orders to lint_app;
grant select (id) on secret to lint_app;
grant usage on schema app to lint_app;
grant usage on sequence numbers to lint_app;
grant select on of_orders to lint_app;

-- case: GRANT
-- verdict: none
grant delete on orders to lint_app;

-- case: REVOKE
-- verdict: COMPATIBILITY privilege-revoked
revoke update on orders from lint_app;

-- case: REVOKE ALL
-- verdict: COMPATIBILITY privilege-revoked
revoke all on all tables in schema public from lint_app;

-- case: REVOKE and GRANT again
-- verdict: none
revoke all on orders from lint_app;
grant select, insert, update on orders to lint_app;

-- case: REVOKE of a column
-- verdict: COMPATIBILITY privilege-revoked
revoke select (id) on secret from lint_app;

-- case: REVOKE on a schema
-- verdict: COMPATIBILITY privilege-revoked
revoke usage on schema app from lint_app;

-- case: REVOKE on a sequence
-- verdict: COMPATIBILITY privilege-revoked
revoke usage on sequence numbers from lint_app;

-- case: REVOKE of what all may do with a function
-- verdict: COMPATIBILITY privilege-revoked
revoke execute on function twice(integer) from public;

-- case: a view made again without its privileges
-- verdict: COMPATIBILITY privilege-revoked
drop view of_orders;
create view of_orders as select * from orders;

-- case: a table made again without its privileges
-- verdict: COMPATIBILITY privilege-revoked, COMPATIBILITY table-dropped, COMPATIBILITY view-changed-or-dropped
drop table orders cascade;
create table orders (id integer primary key, owner text, quantity integer);

-- case: OWNER TO, from one who is no superuser
-- verdict: COMPATIBILITY privilege-revoked
-- before
alter table orders owner to lint_app;
-- then
alter table orders owner to lint_other;

-- case: ALTER DEFAULT PRIVILEGES
-- verdict: none
alter default privileges in schema public grant select on tables to lint_app;

-- case: GRANT to a role that the scratch server does not have
-- verdict: none
grant select on orders to lint_role_of_production;

-- case: ENABLE ROW LEVEL SECURITY
-- verdict: COMPATIBILITY row-security-on
alter table orders enable row level security;

-- case: DISABLE ROW LEVEL SECURITY
-- verdict: none
alter table secret disable row level security;

-- case: CREATE POLICY where row security is off
-- verdict: none
create policy own on orders using (owner = current_user);

-- case: CREATE POLICY that shows more
-- verdict: none
create policy everything on secret using (true);

-- case: CREATE POLICY that restricts
-- verdict: COMPATIBILITY policy-changed
create policy positive on secret as restrictive using (id > 0);

-- case: ALTER POLICY
-- verdict: COMPATIBILITY policy-changed
alter policy own on secret using (owner = 'nobody');

-- case: ALTER POLICY RENAME
-- verdict: none
alter policy own on secret rename to owned;

-- case: DROP POLICY
-- verdict: COMPATIBILITY policy-changed
drop policy own on secret;
