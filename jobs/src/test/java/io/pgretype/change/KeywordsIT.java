package io.pgretype.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

class KeywordsIT {

    /** Its words that SQL does not have (pl_reserved_kwlist.h, pl_unreserved_kwlist.h). */
    private static final String PL_PGSQL =
            "foreach,loop,while,elseif,elsif,exit,raise,perform,slice,rowtype,debug,notice,"
                    + "warning,exception,sqlstate,reverse,query,open,get,diagnostics,hint,message,detail";

    @Test
    void aFieldOfARowMayHaveAnyNameInItsFunctions() {
        try (TestDatabase database = TestDatabase.create()) {
            for (String word : database.column(
                    "select word from pg_get_keywords() union select unnest('{%s}'::text[])".formatted(PL_PGSQL))) {
                String name = Identifier.of(word).sql();
                database.execute(
                        "create table item (%s integer)".formatted(name),
                        "create function assign() returns trigger language plpgsql as $$ begin new.%1$s := new.%1$s + 1;"
                                        .formatted(name)
                                + " return new; end $$",
                        "drop table item",
                        "drop function assign");
            }
        }
    }

    @Test
    void everyWordThatTheServerReservesIsQuoted() {
        try (TestDatabase database = TestDatabase.create()) {
            assertThat(database.column("select word from pg_get_keywords() where catcode <> 'U'"))
                    .allMatch(Keywords::needQuotes);
        }
    }
}
