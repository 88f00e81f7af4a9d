package io.pgretype.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class PostgresServerIT {

    @Test
    void serverIsOfTheMajorAskedFor() {
        try (var database = TestDatabase.create()) {
            int number = database.value("select current_setting('server_version_num')::int", Integer.class);

            assertThat(number / 10_000).isEqualTo(Integer.getInteger("postgres.version", 18));
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "postgres.image", matches = ".+")
    void serverIsOfTheImageAskedFor() {
        assertThat(PostgresServer.running().origin()).endsWith(System.getProperty("postgres.image"));
    }

    @Test
    void serverSkipsOnlyTheWaitForTheDisk() {
        try (var database = TestDatabase.create()) {
            assertThat(database.column("""
                            select format('%s = %s', name, setting)
                            from pg_settings
                            where name in ('fsync', 'synchronous_commit', 'max_connections')
                            order by name
                            """))
                    .containsExactly("fsync = off", "max_connections = 200", "synchronous_commit = on");
        }
    }

    @Test
    void databasesDoNotSeeEachOther() {
        try (var one = TestDatabase.create();
                var other = TestDatabase.create()) {
            one.execute("create table file (id int)");

            assertThat(other.value("select to_regclass('file') is null", Boolean.class))
                    .isTrue();
        }
    }

    @Test
    void closingDropsTheDatabaseUnderAnOpenSession() throws Exception {
        var database = TestDatabase.create();
        try (var session = database.connect();
                var other = TestDatabase.create()) {
            assertThat(session.isValid(1)).isTrue();
            database.close();

            assertThat(other.column("select datname from pg_database")).doesNotContain(database.name());
        }
    }

    @Test
    void urlLeadsToTheDatabase() throws Exception {
        try (var database = TestDatabase.create();
                var session = DriverManager.getConnection(database.url())) {
            assertThat(session.getCatalog()).isEqualTo(database.name());
        }
    }
}
