package io.pgretype.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintedListsTest {

    @Test
    void theCastOfAListOfConstantsIsLeftOut() {
        assertThat(
                        PrintedLists.withoutCasts(
                                "check (((a)::text = ANY ((ARRAY['it''s, ]'::character varying,"
                                        + " E'\\\\'::character varying])::text[])) or ((b)::text <> ALL ((ARRAY[''::character varying])::text[])))"))
                .isEqualTo("check (((a)::text = ANY (ARRAY['it''s, ]'::character varying,"
                        + " E'\\\\'::character varying])) or ((b)::text <> ALL (ARRAY[''::character varying])))");
    }

    @Test
    void listsThatTheServerHasReadGetTheirCastBack() {
        String before =
                "check (((b)::text <> ALL ((ARRAY['x'::character varying, 'it''s $1'::character varying])::text[])))";

        assertThat(PrintedLists.asBefore(
                        "check (((b)::text <> ALL (ARRAY[('x'::character varying)::text, ('it''s $1'::character varying)::text])))",
                        before))
                .isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check ((a = ANY ((ARRAY['x'::character varying])::text[])))",
                "check (((a)::text = ANY ((ARRAY['x'::character varying, b])::text[])))",
                "check (((a)::text = ANY ((ARRAY['x'::character varying(3)])::text[])))",
                "check (((a)::text = ANY (ARRAY[('x'::character varying)::text])))",
                "comment on column t.a is ')::text = ANY ((ARRAY[''x''::character varying])::text[])'",
            })
    void allElseStaysAsItIs(String statement) {
        assertThat(PrintedLists.withoutCasts(statement)).isEqualTo(statement);
    }
}
