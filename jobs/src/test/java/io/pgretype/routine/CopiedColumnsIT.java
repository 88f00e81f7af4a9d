package io.pgretype.routine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.change.Identifier;
import io.pgretype.testkit.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where trigger functions hand a column's values on, held against what the server makes of a value of the new type. */
class CopiedColumnsIT {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @BeforeEach
    void create() {
        database.execute(
                "create table tank (id integer primary key, size integer, name text)",
                "insert into tank values (1, 1, 'a')",
                "create table tank_event (id integer primary key, kind text, size integer, wide bigint)",
                "insert into tank_event values (1, 'x', 1, 1)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "insert into tank_event (id, kind, size) values (9, 'y', new.size);           ~ true",
                "insert into public.tank_event (size, id) select new.size, 9;                 ~ true",
                "insert into tank_event values (9, 'y', coalesce(NEW.size, 0));               ~ true",
                "insert into tank_event (id, size) values (9, 1), (8, 2);                     ~ false",
                "insert into tank_event (id, wide) values (9, new.size);                      ~ false",
                "insert into tank_event (id, kind) values (9, new.size);                      ~ false",
                "insert into tank_event (id, size) values (9, new.id);                        ~ false",
                "insert into tank_event (id) values (1) on conflict (id) do update set size = new.size; ~ true",
                "update tank_event set kind = 'z', size = new.size where id = 1;              ~ true",
                "update tank_event e set size = e.size + 1, wide = new.size where id = 1;     ~ false",
                "/* insert into tank_event (id, size) values (9, new.size); */                ~ false"
            })
    void areThoseOfTheOldType(String statement, boolean copied) {
        database.execute("""
                create function tell() returns trigger language plpgsql as $body$
                begin
                    %s
                    return new;
                end
                $body$;
                create trigger tell after update on tank for each row execute function tell()
                """.formatted(statement));

        assertThat(found())
                .isEqualTo(
                        copied
                                ? List.of("function public.tell() line 3 writes size into public.tank_event.size,"
                                        + " which is integer")
                                : List.of());
        database.execute(
                "alter table tank add column size_new bigint",
                "alter table tank rename size to size_old",
                "alter table tank rename size_new to size");
        assertThat(isOutOfRange()).isEqualTo(copied);
    }

    @Test
    void onlyOfTheTablesTriggers() {
        database.execute(
                "create function tell() returns trigger language plpgsql as"
                        + " 'begin /* tank */ insert into tank_event (size) values (new.size); return new; end'",
                "create trigger tell before update on tank_event for each row execute function tell()");

        assertThat(found()).isEmpty();
    }

    private boolean isOutOfRange() {
        try (var session = database.connect();
                var statement = session.createStatement()) {
            statement.execute("update tank set size = 3000000000");
            return false;
        } catch (SQLException e) {
            return "22003".equals(e.getSQLState());
        }
    }

    private List<String> found() {
        Long oid = database.value("select 'tank'::regclass::oid::bigint", Long.class);
        return CopiedColumns.of(
                        oid == null ? 0 : oid, List.of(Identifier.of("size")), JdbcClient.create(database.dataSource()))
                .stream()
                .map(CopiedColumn::text)
                .toList();
    }
}
