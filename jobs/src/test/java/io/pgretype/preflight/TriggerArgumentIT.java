package io.pgretype.preflight;

import static io.pgretype.preflight.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.problem.ProblemCode;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions in C that look at a column's type, each with the types that the server itself lets pass and refuses. */
class TriggerArgumentIT {

    private static final Set<String> COMPLAINTS = Set.of("must be type", "is not of", "large object 0");

    @AutoClose
    private final Scenario scenario = new Scenario();

    @BeforeEach
    void create() {
        scenario.database()
                .execute(
                        "create extension autoinc",
                        "create extension insert_username",
                        "create extension moddatetime",
                        "create extension lo",
                        "create extension tcn",
                        "create extension refint",
                        "create extension citext",
                        "create domain whole as integer",
                        "create domain word as text",
                        "create domain long_word as word",
                        "create domain moment as timestamptz",
                        "create domain vector as tsvector",
                        "create sequence numbers",
                        "create sequence size");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "integer     | bigint         | autoinc(size, numbers)                          | false",
                "bigint      | integer        | autoinc(size, numbers)                          | true",
                "integer     | whole          | autoinc(other, numbers, size, numbers)          | false",
                "integer     | bigint         | autoinc(other, size)                            | true",
                "text        | varchar(20)    | insert_username(size)                           | false",
                "text        | citext         | insert_username(size)                           | false",
                "text        | word           | insert_username(size)                           | false",
                "varchar(20) | text           | insert_username(size)                           | true",
                "timestamp   | timestamptz(3) | moddatetime(size)                               | true",
                "timestamptz | date           | moddatetime(size)                               | false",
                "timestamptz | moment         | moddatetime(size)                               | false",
                "integer     | bigint         | moddatetime(updated_at)                         | true",
                "text        | varchar(20)    | tsvector_update_trigger(words, 'pg_catalog.english', size) | true",
                "text        | citext         | tsvector_update_trigger(words, 'pg_catalog.english', size) | true",
                "text        | long_word      | tsvector_update_trigger(words, 'pg_catalog.english', size) | true",
                "text        | char(20)       | tsvector_update_trigger(words, 'pg_catalog.english', size) | false",
                "text        | uuid           | tsvector_update_trigger(words, 'pg_catalog.english', size) | false",
                "text        | json           | tsvector_update_trigger(words, 'pg_catalog.english', size) | false",
                "text        | tsvector       | tsvector_update_trigger(size, 'pg_catalog.english', note)  | true",
                "tsvector    | vector         | tsvector_update_trigger(size, 'pg_catalog.english', note)  | true",
                "tsvector    | text           | tsvector_update_trigger(size, 'pg_catalog.english', note)  | false",
                "text        | regconfig      | tsvector_update_trigger_column(words, size, note)          | true",
                "regconfig   | text           | tsvector_update_trigger_column(words, size, note)          | false",
                "integer     | bigint         | suppress_redundant_updates_trigger()            | true",
                "integer     | bigint         | triggered_change_notification(size)             | true"
            })
    void takesJustWhatTheFunctionTakes(String oldType, String newType, String call, boolean taken) {
        boolean after = call.startsWith("triggered");
        String trigger = "create trigger c %s update on file for each row execute function %s"
                .formatted(after ? "after" : "before", call);
        createFile(oldType);
        scenario.database().execute(trigger);

        var problems = scenario.refusals("public.file", "size", newType);

        if (taken) {
            assertThat(problems).isEmpty();
        } else {
            assertRefused(problems, ProblemCode.TRIGGER_ARGUMENT, "trigger c (calls ", "for size", "to be " + newType);
        }
        scenario.database().execute("drop table file");
        createFile(newType);
        scenario.database().execute(trigger);
        assertThat(refusedByTheFunction("update file set id = 2")).isEqualTo(!taken);
    }

    private void createFile(String type) {
        scenario.database()
                .execute(
                        "create table file (id integer primary key, size %s, other integer, note text, words tsvector,"
                                        .formatted(type)
                                + " updated_at timestamptz)",
                        "insert into file (id) values (1)");
    }

    /** Of NULL they say other things, if any. */
    private boolean refusedByTheFunction(String update) {
        try (var session = scenario.database().connect();
                var statement = session.createStatement()) {
            statement.execute(update);
            return false;
        } catch (SQLException e) {
            String message = String.valueOf(e.getMessage());
            return COMPLAINTS.stream().anyMatch(message::contains);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "oid, bigint, 1, true",
        "integer, lo, 1, true",
        "bigint, numeric, 1, true",
        "text, varchar(9), 1, true",
        "text, uuid, a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11, false"
    })
    void numbersOfLargeObjects(String oldType, String newType, String number, boolean taken) {
        String trigger = "create trigger c before update on file for each row execute function lo_manage(size)";
        createFile(oldType);
        scenario.database().execute(trigger);

        assertThat(scenario.refusals("public.file", "size", newType))
                .extracting("code")
                .isEqualTo(taken ? List.of() : List.of(ProblemCode.TRIGGER_ARGUMENT));

        scenario.database().execute("drop table file");
        createFile(newType);
        scenario.database().execute("select lo_create(1)", "update file set size = '%s'".formatted(number), trigger);
        assertThat(refusedByTheFunction("update file set size = null")).isEqualTo(!taken);
    }

    /** What their sessions keep cannot be shown without a server that crashes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "check_primary_key('size', 'other', 'k')                            | true",
                "check_primary_key('note', 'other', 'size')                         | false",
                "check_primary_key('note', 'size', 'other', 'k', 'l')               | true",
                "check_foreign_key(1, 'cascade', 'size', 'other', 'k')              | true",
                "check_foreign_key(1, 'cascade', 'id', 'other', 'size')             | false",
                "check_foreign_key(2, 'cascade', 'id', 'size', 'a', 'k', 'l', 'b', 'm', 'n') | true",
                "check_foreign_key(2, 'cascade', 'id', 'a', 'size', 'b', 'size')    | false"
            })
    void noNewTypeWhereSessionsKeepPlans(String call, boolean refused) {
        createFile("integer");
        scenario.database().execute("create trigger k after update on file for each row execute function " + call);

        assertThat(scenario.refusals("public.file", "size", "bigint"))
                .extracting("code")
                .containsOnlyOnceElementsOf(refused ? Set.of(ProblemCode.TRIGGER_ARGUMENT) : Set.of())
                .hasSize(refused ? 1 : 0);
    }

    @Test
    void namesAreTakenAsTheyAre() {
        scenario.database()
                .execute(
                        "create table file (id integer primary key, \"Gr\u00f6\u00dfe \\\" integer, size integer)",
                        "create trigger c before insert on file for each row"
                                + " execute function autoinc('Gr\u00f6\u00dfe \\', 'numbers', 'Size', 'numbers', '', '')");

        assertRefused(
                scenario.refusals("public.file", "Gr\u00f6\u00dfe \\", "bigint"),
                ProblemCode.TRIGGER_ARGUMENT,
                "Gr\u00f6\u00dfe");
        assertThat(scenario.refusals("public.file", "size", "bigint")).isEmpty();
    }

    /** Whoever links the function under another name. */
    @Test
    void anotherNameForTheFunction() {
        createFile("integer");
        scenario.database()
                .execute(
                        "create function number_it() returns trigger language c as '$libdir/autoinc', 'autoinc'",
                        "create trigger c before insert on file for each row execute function number_it(size, numbers)");

        assertRefused(
                scenario.refusals("public.file", "size", "bigint"),
                ProblemCode.TRIGGER_ARGUMENT,
                "trigger c (calls public.number_it())");
    }
}
