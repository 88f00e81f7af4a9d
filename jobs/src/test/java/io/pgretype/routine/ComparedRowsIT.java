package io.pgretype.routine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Comparisons of whole rows, held against whether a change of the new column alone makes a difference. */
class ComparedRowsIT {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @BeforeEach
    void create() {
        database.execute(
                "create table tank (id integer primary key, size integer)",
                "insert into tank values (1, 1)",
                "create table seen (id integer)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "old.* is distinct from new.*            ~ true",
                "NEW is distinct from OLD                ~ true",
                "not (old.* is not distinct from new.*)  ~ true",
                "row(old.*) is distinct from row(new.*)  ~ true",
                "not ((old) is not distinct from (new))  ~ true",
                "new *<> old                             ~ true",
                "to_jsonb(old) <> to_jsonb(new)          ~ true",
                "old::text <> new::text                  ~ true",
                "old.size is distinct from new.size      ~ false",
                "old.size <> new.size or new.id <> 1     ~ false",
                "to_jsonb(old) ->> 'id' <> to_jsonb(new) ->> 'id' ~ false",
                "'new is distinct from old' = ''         ~ false"
            })
    void seeTheNewColumnToo(String condition, boolean compared) {
        database.execute("""
                create function tell() returns trigger language plpgsql as $body$
                begin
                    if %s then
                        insert into seen values (new.id);
                    end if;
                    new = new;
                    return new;
                end
                $body$;
                create trigger tell after update on tank for each row execute function tell()
                """.formatted(condition));
        Long oid = database.value("select 'tank'::regclass::oid::bigint", Long.class);

        assertThat(ComparedRows.of(oid == null ? 0 : oid, JdbcClient.create(database.dataSource())))
                .extracting(ComparedRow::line)
                .isEqualTo(compared ? List.of(3) : List.of());
        database.execute("alter table tank add column size_new bigint", "update tank set size_new = size");
        assertThat(database.value("select count(*) > 0 from seen", Boolean.class))
                .isEqualTo(compared);
    }
}
