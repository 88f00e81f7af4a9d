package io.pgretype.preflight;

import static io.pgretype.preflight.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pgretype.mirror.Mirror;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.PostgresServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Publications that have our own tables too. What a subscriber makes of them: SubscriberIT. */
class LedgerPublishedIT {

    @AutoClose
    private final Scenario scenario = new Scenario();

    @BeforeEach
    void create() {
        scenario.database().execute("create table file (id int primary key, size int)", "create schema pgretype");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "14 | for all tables | true",
                "14 | for all tables with (publish = 'delete') | true",
                "14 | for all tables with (publish = 'truncate') | false",
                "14 | for table file | false",
                "15 | for tables in schema public | false",
                "15 | for tables in schema public, pgretype | true",
                "15 | for table file, tables in schema pgretype | true",
            })
    void isRefusedWhereItComesByItself(int since, String published, boolean refused) {
        assumeTrue(PostgresServer.major() >= since);

        var refusals = scenario.refusalsAfter("create publication \"All of it\" " + published);

        if (refused) {
            assertRefused(refusals, ProblemCode.LEDGER_PUBLISHED, "publication \"All of it\" has them too");
        } else {
            assertThat(refusals).isEmpty();
        }
    }

    /** Its file cannot be changed any more. */
    @Test
    void isNotRefusedOnceTheChangeIsOpen() {
        scenario.database()
                .execute(
                        "create publication everything for all tables",
                        "alter table file add size_new bigint",
                        "create function pgretype.mirror_%s() returns trigger language plpgsql as 'begin return new; end'"
                                .formatted(Scenario.CHANGE),
                        "create trigger %s before insert or update on file for each row execute function pgretype.mirror_%s()"
                                .formatted(Mirror.TRIGGER.sql(), Scenario.CHANGE));

        assertThat(scenario.refusals("public.file", "size", "bigint")).isEmpty();
    }

    /** Without, no row of a published table can be updated or deleted; to these two rows are only added. */
    @Test
    void ourTablesHaveAReplicaIdentity() {
        scenario.database().ledger().schema().install();

        assertThat(scenario.database().column("""
                        select relname
                          from pg_class as class
                         where relnamespace = 'pgretype'::regnamespace
                           and relkind = 'r'
                           and not exists (
                               select
                                 from pg_index
                                where indrelid = class.oid
                                  and indisprimary)
                         order by relname""")).containsExactly("batch_job_execution_params", "compared_chunk");
    }
}
