package io.pgretype.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.lint.script.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index concurrently on item (name)",
                "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON item (name)",
                "drop /* not now */ index concurrently if exists i",
                "reindex (verbose) table concurrently item",
                "alter table \"my concurrently\" detach partition p concurrently",
                "vacuum (analyze) item",
                "create database other"
            })
    void runsOutsideATransaction(String sql) {
        assertThat(way(sql)).isEqualTo(Way.OUTSIDE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vacuum full item", "vacuum (full) item", "cluster", "reindex schema app"})
    void runsOutsideATransactionButNotForLong(String sql) {
        assertThat(way(sql)).isEqualTo(Way.OUTSIDE_SHORT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table item validate constraint c",
                "ALTER TABLE IF EXISTS ONLY app.\"Item\" VALIDATE CONSTRAINT \"C c\"",
                "analyze item",
                "refresh materialized view concurrently m",
                "update item set name = name",
                "copy item from stdin"
            })
    void mayLast(String sql) {
        assertThat(way(sql)).isEqualTo(Way.LONG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table item validate constraint c, add column n text",
                "alter table item add column validate text",
                "alter table item detach partition p",
                "create index \"concurrently\" on item (name)",
                "create table concurrently (id integer)",
                "reindex table item",
                "refresh materialized view m",
                "select f()",
                "do $$ begin end $$"
            })
    void mayNotLast(String sql) {
        assertThat(way(sql)).isEqualTo(Way.SHORT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rollback",
                "abort",
                "begin isolation level serializable",
                "commit and chain",
                "prepare transaction 'a'",
                "discard all"
            })
    void isBeyondUs(String sql) {
        assertThat(new Command(statement(sql)).isBeyondUs()).isTrue();
    }

    @Test
    void tellsWhatLastsForTheSession() {
        assertThat(new Command(statement("set search_path = app")).isSetting()).isTrue();
        assertThat(new Command(statement("reset role")).isSetting()).isTrue();
        assertThat(new Command(statement("set local search_path = app")).isSetting())
                .isFalse();
        assertThat(new Command(statement("rollback to savepoint s")).isBeyondUs())
                .isFalse();
        assertThat(new Command(statement("prepare p as select 1")).isBeyondUs()).isFalse();
    }

    private static Way way(String sql) {
        return new Command(statement(sql)).way();
    }

    private static Statement statement(String sql) {
        return new Statement(sql, 1, List.of());
    }
}
