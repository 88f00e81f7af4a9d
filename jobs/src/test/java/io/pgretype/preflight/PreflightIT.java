package io.pgretype.preflight;

import static io.pgretype.preflight.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** All refusals at once, and none where everything is carried. */
class PreflightIT {

    @AutoClose
    private final Scenario scenario = new Scenario();

    @Test
    void everythingIsReportedAtOnce() {
        scenario.database()
                .execute(
                        "create table base (size serial)",
                        "create table file (size_new int) inherits (base)",
                        "create sequence sizes owned by file.size",
                        "alter table file alter size set default nextval('sizes'::text)",
                        "alter table file add half int generated always as (size / 2) stored",
                        "alter table file add constraint one exclude (size with =)",
                        "create unique index size_key on file (size)",
                        "create table part (file_size int references file (size))",
                        "create rule keep as on update to file do instead nothing",
                        "create function touch() returns trigger language plpgsql as 'begin return new; end'",
                        "create trigger \"~z\" before update of size on file for each row execute function touch()",
                        "create table audit (old_row file)",
                        "alter table file replica identity using index size_key",
                        "update pg_index set indisvalid = false where indexrelid = 'size_key'::regclass");

        assertThat(scenario.refusals("public.file", "size", "int"))
                .extracting(Problem::code)
                .containsExactly(
                        ProblemCode.SAME_TYPE,
                        ProblemCode.NAME_TAKEN,
                        ProblemCode.INHERITANCE,
                        ProblemCode.SERIAL_COLUMN,
                        ProblemCode.GENERATED_COLUMN,
                        ProblemCode.RULE_ON_COLUMN,
                        ProblemCode.TRIGGER_AFTER_MIRROR,
                        ProblemCode.EXCLUSION_CONSTRAINT,
                        ProblemCode.INVALID_INDEX,
                        ProblemCode.UNKNOWN_DEPENDENT);
    }

    @Test
    void whatIsCarriedIsNotRefused() {
        assertThat(scenario.refusalsAfter(
                        "create role reader_" + scenario.database().name(),
                        "create table file (id int primary key, size int not null default 0 check (size >= 0),"
                                + " sum text, constraint one unique (size, id) deferrable)",
                        "alter table file add constraint positive check (size + id > 0) not valid",
                        "create index on file (size desc nulls last, id) include (sum) where size > 3",
                        "create unique index on file ((size + 1), id)",
                        "create index on file using brin (size)",
                        "create statistics of_file on size, id from file",
                        "create statistics of_expression on (size + 1), id from file",
                        "alter table file alter size set statistics 500, alter size set (n_distinct = 9)",
                        "alter table file cluster on one",
                        "comment on column file.size is 'in bytes'",
                        "grant select (size), update (size) on file to reader_"
                                + scenario.database().name(),
                        "create table part (file int references file)",
                        "create function touch() returns trigger language plpgsql"
                                + " as 'begin new.size = 1; return new; end'",
                        "create trigger touch before insert or update on file for each row execute function touch()",
                        "create publication whole for table file",
                        "create function total() returns bigint begin atomic select sum(f.size) from file f; end",
                        "create procedure grow(by int) begin atomic update file set size = by; end",
                        "create trigger of before update of size on file for each row execute function touch()",
                        "create trigger tell after update on file for each row when (old.size <> new.size)"
                                + " execute function touch()",
                        "create policy small on file using (size < 9)",
                        "create policy known on part using (file in (select size from file))"))
                .isEmpty();
    }

    @Test
    void namesThatNeedQuotes() {
        scenario.database()
                .execute(
                        "create schema \"Odd \"\"one\"\"\"",
                        "create table \"Odd \"\"one\"\"\".\"My:file\" (id int primary key, \"the :size?\" int)",
                        "create rule \"R\" as on update to \"Odd \"\"one\"\"\".\"My:file\" do also select new.\"the :size?\"");

        assertRefused(
                scenario.refusals("\"Odd \"\"one\"\"\".\"My:file\"", "the :size?", "bigint"),
                ProblemCode.RULE_ON_COLUMN,
                "rule \"R\" on \"Odd \"\"one\"\"\".\"My:file\"");
    }
}
