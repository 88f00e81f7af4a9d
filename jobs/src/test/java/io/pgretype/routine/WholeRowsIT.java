package io.pgretype.routine;

import static io.pgretype.routine.WholeRowsIT.Expected.FROM_CUTOVER;
import static io.pgretype.routine.WholeRowsIT.Expected.FROM_EXPAND;
import static io.pgretype.routine.WholeRowsIT.Expected.NOTHING;
import static io.pgretype.routine.WholeRowsIT.Expected.POSSIBLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.change.Identifier;
import io.pgretype.testkit.AnyVersion;
import io.pgretype.testkit.PostgresServer;
import io.pgretype.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is said of a function before expand, against what becomes of it: what is certain to go wrong does, and that of which
 * nothing is said goes on as it did, in new sessions, after expand, cutover and contract.
 */
@AnyVersion
class WholeRowsIT {

    enum Expected {
        FROM_EXPAND,
        FROM_CUTOVER,
        POSSIBLE,
        NOTHING
    }

    /**
     * @param act what calls the function
     * @param see a query for its effect
     */
    private record Case(Expected expected, String define, String act, String see) {

        @Override
        public String toString() {
            return expected + ": " + define;
        }
    }

    private static final String[] TABLES = {
        "create schema other",
        "create table item (id integer primary key, size integer, name text)",
        "create table twin (id integer, size integer, name text)",
        "create table log (id integer, size integer, name text)",
        "create table wide (id integer, size integer, name text, note text, more text)",
        "create table other.twin (id integer)",
        "create view recent as select id, name from item",
        "insert into item values (1, 1, 'a'), (2, 2, 'b')",
        "insert into twin values (3, 3, 'c')"
    };

    /** As the phases do it; all rows are filled. */
    private static final List<String> PHASES = List.of(
            "alter table item add column size_new bigint default 7",
            "set session_replication_role = replica; update item set size_new = size; reset session_replication_role;"
                    + "alter table item rename size to size_old; alter table item rename size_new to size;"
                    + "alter table item alter size drop default",
            "alter table item drop column size_old");

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    @BeforeEach
    void create() {
        DATABASE.execute("drop schema public cascade", "drop schema if exists other cascade", "create schema public");
        DATABASE.execute(TABLES);
    }

    static Stream<Case> cases() {
        return Stream.of(
                        triggers(
                                FROM_EXPAND,
                                "insert into log select old.*;",
                                "insert into log values (new.*);",
                                "INSERT INTO \"log\" VALUES (OLD.*);",
                                "insert into log (id, size, name) values (new.*);",
                                "insert into log select (new).*;",
                                "insert into public.log as l (id, size, name) select new.* on conflict do nothing;",
                                "insert into wide select new.*;",
                                "insert into wide select 1, new.*;",
                                "insert /* a -- b */ into log -- select id\n select\n old /* x */ . *;",
                                "with l as (insert into log values (new.*) returning *) insert into twin select * from l;",
                                "if tg_op = 'UPDATE' then insert into log (select new.*); end if;",
                                "update log set (id, size, name) = (select new.*);",
                                "update log set (id, size, name) = row(new.*);",
                                "execute 'insert into log select $1.*' using new;",
                                "execute 'insert into log values (($1).*)' using old;",
                                "execute $q$insert into log (id, size, name) select ($2).*$q$ using 'x', new;",
                                "execute e'insert into log\\nselect $1.*' using new;",
                                "execute 'insert ' || 'into log select $1.*' using new;",
                                "execute format('insert into log select $1.*') using new;",
                                "declare q text; begin q := 'insert into log select $1.*'; execute q using new; end;",
                                "execute 'insert into log select (' || quote_literal(new) || '::item).*';",
                                "execute 'insert into log select * from item where id = $1' using new.id;",
                                "new := row(new.id, new.size, new.name)::item;",
                                "new := (new.id, new.size, new.name);",
                                "if row(new.*) = (new.id, new.size, new.name) then new.name := 'y'; end if;",
                                "if (1, 2, 'x') <> row(new.*) then new.name := 'y'; end if;",
                                "declare q text; begin q := 'insert into log select $1.*'; execute q using new;"
                                        + " execute q using old; end;",
                                "declare q text := concat('insert into ', 'log select $1.*'); begin execute q using new; end;",
                                "declare r item; begin r := new; insert into log select r.*; end;",
                                "declare r public.item%rowtype; begin r := new; insert into log values (r.*); end;"),
                        triggers(
                                POSSIBLE,
                                "execute format('insert into %I values ($1.*)', 'log') using new;",
                                "execute format('insert into %I.%s select ($1).*', 'public', 'log') using new;",
                                "execute 'insert into ' || quote_ident('log') || ' select $1.*' using new;",
                                "execute 'insert into lo' || 'g' || ' select $1.*' using new;",
                                "create temp table made (id integer, size integer, name text) on commit drop;"
                                        + " insert into made select new.*;",
                                "execute replace('insert into LOG select $1.*', 'LOG', 'log') using new;",
                                "declare q text; begin q := 'insert into log select $1.*'; if 1 = 0 then execute q using 1; end if;"
                                        + " execute q using new; end;",
                                "declare r item; begin r := new; end;"),
                        triggers(
                                NOTHING,
                                "insert into log values (new.id, new.size, new.name);",
                                "insert into log (id, name) values (new.id, new.name);",
                                "insert into log select new.id, new.size * 2, new.name;",
                                "-- insert into log select old.*\n",
                                "/* insert into log /* values */ (new.*); */",
                                "raise debug 'insert into log select new.*';",
                                "insert into log (name) values ('insert into log select new.*');",
                                "execute 'insert into log (name) values ($1)' using 'select new.*; insert into log select $1.*';",
                                "execute 'insert into log (name) values ($1)' using new.name;",
                                "if old.* is distinct from new.* then insert into log (id) values (new.id); end if;",
                                "if row(old.*) is distinct from row(new.*) then insert into log (id) values (1); end if;",
                                "insert into log (name) select to_jsonb(new) ->> 'name';",
                                "insert into log (name) select row_to_json(new.*) ->> 'name';",
                                "insert into log (id) select count(*) from item;",
                                "insert into log (id) select count(item.*) from item;",
                                "insert into log select t.* from twin t;",
                                "insert into log select twin.* from twin join item on item.id = new.id;",
                                "insert into log select * from twin;",
                                "insert into log select * from (select 1, 2, 'x') s;",
                                "insert into log select * from unnest(array[1]) as u (id);",
                                "insert into log (name) select new.id is distinct from 3 from item where 1 = 0;",
                                "perform * from item;",
                                "declare r record; begin select * into r from item limit 1; new.name := r.name; end;",
                                "declare s text; begin for s in select name from item loop new.name := s; end loop; end;"),
                        transitions(
                                FROM_EXPAND,
                                "insert into log select * from after_;",
                                "insert into log (id, size, name) select a.* from after_ a join before_ b on a.id = b.id;",
                                "insert into log table after_;",
                                "execute 'insert into log select * from after_';"),
                        transitions(
                                NOTHING,
                                "insert into log select a.id, a.size, a.name from after_ a;",
                                "insert into log select t.* from twin t, after_ a;",
                                "insert into log (id) select count(*) from after_;"),
                        functions(
                                FROM_EXPAND,
                                "f() returns void language sql as 'insert into log select * from item'",
                                "f() returns void language sql as 'insert into log select i.* from public.item as i'",
                                "f() returns void language sql as 'insert into log table item'",
                                "f() returns void language sql as"
                                        + " 'with gone as (delete from item returning *) insert into log select * from gone'",
                                "f() returns void language sql as"
                                        + " 'with a as (select * from item), b as (select * from a) insert into log select b.* from b'",
                                "f() returns void language sql as"
                                        + " 'insert into log select * from (select * from item where id = 1) as s'",
                                "f() returns void language plpgsql as"
                                        + " 'declare r item; begin select * into r from item limit 1; insert into log values (r.*); end'",
                                "f() returns setof twin language plpgsql as 'begin return query select * from item; end'",
                                "f() returns table (a int, b int, c text) language plpgsql as"
                                        + " 'begin return query select * from item; end'",
                                "f() returns table (a int, b int, c text) language plpgsql as"
                                        + " 'begin return query update item set name = name returning *; end'",
                                "f() returns table (a int, b int, c text) language plpgsql as"
                                        + " 'begin return query execute $q$select * from item$q$; end'",
                                "f() returns table (a int, b int, c text) language sql as 'select * from item'",
                                "f(out a int, out b int, out c text) returns setof record language sql as"
                                        + " 'select 1; delete from item returning item.*;'",
                                "f() returns setof item language sql as 'select id, size, name from item'",
                                "f() returns setof item language plpgsql as"
                                        + " 'begin return query select id, size, name from item; end'",
                                "f() returns bigint language sql as"
                                        + " 'select count(*) from (select * from item union all select * from twin) as u'",
                                "f() returns bigint language sql as"
                                        + " 'select count(*) from (select id, size, name from item except table item) as u'",
                                "f() returns text language plpgsql as $f$begin return row(1, 2, 'a')::item; end$f$"),
                        functions(
                                FROM_CUTOVER,
                                "f() returns void language sql as $f$insert into item values (9, 8, 'x')$f$",
                                "f() returns void language sql as 'insert into item select * from twin'",
                                "f() returns void language plpgsql as"
                                        + " $f$begin execute 'insert into item values ($1, $2)' using 9, 8; end$f$"),
                        functions(
                                POSSIBLE,
                                "f() returns text language plpgsql as"
                                        + " 'declare a int; b int; c text; begin select * into a, b, c from item; return c; end'",
                                "f() returns text language plpgsql as"
                                        + " 'declare a int; b int; c text; begin select * from item into strict a, b, c limit 1;"
                                        + " return c; end'",
                                "f() returns text language plpgsql as"
                                        + " 'declare r twin; begin select * into r from item; return r.name; end'",
                                "f() returns text language plpgsql as 'declare a int; b int; c text;"
                                        + " begin for a, b, c in select * from item loop exit; end loop; return c; end'",
                                "f() returns text language plpgsql as"
                                        + " 'declare r item; begin select * into r from item; return r.name; end'"),
                        functions(
                                NOTHING,
                                "f() returns bigint language sql as 'select count(*) from item'",
                                "f() returns setof item language plpgsql as 'begin return query select * from item; end'",
                                "f() returns setof item language sql as 'select * from item'",
                                "f() returns item language sql as 'select item from item limit 1'",
                                "f() returns void language sql as 'insert into log (id, name) select id, name from item'",
                                "f() returns void language sql as 'insert into log select id, size, name from item'",
                                "f() returns void language sql as $f$insert into item (id, size, name) values (9, 8, 'x')$f$",
                                "f() returns void language sql as 'insert into item values (9)'",
                                "f() returns void language sql as 'insert into item (id) select id from twin'",
                                "f() returns bigint language sql as"
                                        + " 'select count(*) from (select * from item union all select * from item) as u'",
                                "f() returns setof recent language sql as 'select * from recent -- not from item'",
                                "f() returns void language sql as 'insert into log (id, name) select * from recent /* item */'",
                                "f() returns text language plpgsql as"
                                        + " 'declare r record; begin for r in select * from item loop exit; end loop; return r.name; end'"))
                .flatMap(kind -> kind);
    }

    private static Stream<Case> triggers(Expected expected, String... bodies) {
        return Stream.of(bodies)
                .map(body -> new Case(expected, """
                create function copy() returns trigger language plpgsql as $body$
                begin
                    %s
                    return new;
                end
                $body$;
                create trigger copy before update on item for each row execute function copy()
                """.formatted(body), "update item set name = 'x' where id = 1", SEE));
    }

    private static Stream<Case> transitions(Expected expected, String... bodies) {
        return Stream.of(bodies)
                .map(body -> new Case(expected, """
                create function copy() returns trigger language plpgsql as $body$
                begin
                    %s
                    return null;
                end
                $body$;
                create trigger copy after update on item referencing old table as before_ new table as after_
                for each statement execute function copy()
                """.formatted(body), "update item set name = 'x' where id = 1", SEE));
    }

    private static Stream<Case> functions(Expected expected, String... definitions) {
        return Stream.of(definitions)
                .map(definition -> new Case(
                        expected,
                        "create function " + definition,
                        "create temp table result on commit drop as select f()::text",
                        SEE + " union all select f from result where f not like '(%'"));
    }

    private static final String SEE = """
            select log::text from log
            union all
            select wide::text from wide
            union all
            select row(id, size, name)::text from item
            union all
            select twin::text from twin""";

    @ParameterizedTest
    @MethodSource("cases")
    void holdsAgainstWhatTheServerDoes(Case one) throws SQLException {
        DATABASE.execute(one.define());

        List<WholeRowUse> uses = found();

        assertThat(uses.stream()
                        .map(use -> use.certainty().name())
                        .distinct()
                        .sorted()
                        .findFirst()
                        .orElse("NOTHING"))
                .as("%s", uses)
                .isEqualTo(one.expected().name());
        String before = outcome(one);
        assertThat(before).doesNotContain("ERROR");
        if (one.expected() == POSSIBLE) {
            return;
        }
        List<String> later = new ArrayList<>();
        for (String phase : PHASES) {
            DATABASE.execute(phase);
            later.add(outcome(one));
        }
        switch (one.expected()) {
            case FROM_EXPAND -> assertThat(later).doesNotContain(before);
            case FROM_CUTOVER -> assertThat(later).startsWith(before).containsOnlyOnce(before);
            default -> assertThat(later).containsOnly(before);
        }
    }

    @Test
    void countsLinesAsTheServerDoes() throws SQLException {
        DATABASE.execute(triggers(FROM_EXPAND, "-- a comment\n\n    insert into log select old.*;")
                .toList()
                .get(0)
                .define());
        List<WholeRowUse> uses = found();
        DATABASE.execute(PHASES.get(0));

        try (Connection session = DATABASE.connect();
                Statement statement = session.createStatement()) {
            statement.execute("update item set name = 'x'");
        } catch (SQLException e) {
            assertThat(e.getMessage()).contains("copy() line 5 at SQL statement");
        }
        assertThat(uses)
                .extracting(WholeRowUse::text)
                .containsExactly("function public.copy() line 5 inserts whole rows into log");
    }

    @Test
    void looksAtTheTriggersThatCallAFunction() {
        DATABASE.execute(
                "create function copy() returns trigger language plpgsql as"
                        + " 'begin insert into log select old.*; return new; end'",
                "create function by_name() returns trigger language plpgsql as"
                        + " 'begin if tg_table_name = $$twin$$ then insert into log select new.*; end if; return new; end'",
                "create trigger copy before update on twin for each row execute function copy()",
                "create trigger by_name before insert on twin for each row execute function by_name()",
                "create function unattached() returns trigger language plpgsql as"
                        + " 'begin /* item */ insert into log select new.*; return new; end'");
        assertThat(found())
                .extracting(WholeRowUse::text)
                .containsExactly("function public.unattached() line 1 may insert whole rows into log");

        DATABASE.execute(
                "create trigger copy before insert on item for each row execute function copy()",
                "create trigger by_name before insert on item for each row execute function by_name()");
        assertThat(found())
                .extracting(WholeRowUse::text)
                .containsExactly(
                        "function public.by_name() line 1 may insert whole rows into log",
                        "function public.unattached() line 1 may insert whole rows into log");

        DATABASE.execute("create trigger copy_too before delete on item for each row execute function copy()");
        assertThat(found())
                .extracting(WholeRowUse::text)
                .contains("function public.copy() line 1 inserts whole rows into log");
        DATABASE.execute("alter table item disable trigger copy_too");
        assertThat(found())
                .extracting(WholeRowUse::text)
                .contains("function public.copy() line 1 may insert whole rows into log");
    }

    @Test
    void aNameThatSeveralTablesHaveIsNotCertain() {
        DATABASE.execute(
                "create function f() returns void language sql as 'insert into log select * from item'",
                "create function g() returns void language sql as 'insert into log select * from public.item'",
                "create function h() returns void language sql set check_function_bodies = off as"
                        + " 'insert into log select * from other.item'",
                "create table other.item (id integer, size integer, name text)");

        assertThat(found())
                .extracting(WholeRowUse::text)
                .containsExactly(
                        "function public.f() line 1 may insert whole rows into log",
                        "function public.g() line 1 inserts whole rows into log");
    }

    @Test
    void arguments() {
        DATABASE.execute(
                "create function by_number(item) returns void language sql as 'insert into log select $1.*'",
                "create function by_name(n integer, r item) returns void language sql as 'insert into log select r.*'",
                "create function harmless(item) returns text language sql as 'select $1.name'");

        assertThat(found())
                .extracting(WholeRowUse::text)
                .containsExactly(
                        "function public.by_name(integer,public.item) line 1 inserts whole rows into log",
                        "function public.by_number(public.item) line 1 inserts whole rows into log");
    }

    @Test
    void merge() {
        if (PostgresServer.major() < 15) {
            return;
        }
        DATABASE.execute("create function f() returns void language sql as"
                + " 'merge into log using item on log.id = item.id when not matched then insert values (item.*)'");

        assertThat(found()).extracting(WholeRowUse::certainty).containsExactly(WholeRowUse.Certainty.FROM_EXPAND);
    }

    private List<WholeRowUse> found() {
        Long oid = DATABASE.value("select 'public.item'::regclass::oid::bigint", Long.class);
        return WholeRows.of(
                oid == null ? 0 : oid, List.of(Identifier.of("size")), JdbcClient.create(DATABASE.dataSource()));
    }

    /** In a session of its own, and undone. */
    private String outcome(Case one) throws SQLException {
        try (Connection session = DATABASE.connect();
                Statement statement = session.createStatement()) {
            session.setAutoCommit(false);
            statement.execute(one.act());
            StringBuilder seen = new StringBuilder();
            try (var rows = statement.executeQuery(one.see())) {
                while (rows.next()) {
                    seen.append(rows.getString(1)).append('\n');
                }
            }
            session.rollback();
            return seen.toString();
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
