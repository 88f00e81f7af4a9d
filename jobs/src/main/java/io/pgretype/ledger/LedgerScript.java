package io.pgretype.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Our tables as statements for psql, for a database that gets their rows as a subscriber and must have them before. */
public final class LedgerScript {

    private static final String MIGRATIONS = "classpath*:io/pgretype/ledger/migrations/V*__*.sql";

    private static final Pattern VERSION = Pattern.compile("V(\\d+)__.*");

    /** As Flyway makes it. */
    private static final String SCHEMA_AND_HISTORY = """
            create schema pgretype;

            create table pgretype.schema_history (
                installed_rank integer       not null constraint schema_history_pk primary key,
                version        varchar(50),
                description    varchar(200)  not null,
                type           varchar(20)   not null,
                script         varchar(1000) not null,
                checksum       integer,
                installed_by   varchar(100)  not null,
                installed_on   timestamp     not null default now(),
                execution_time integer       not null,
                success        boolean       not null
            );

            create index schema_history_s_idx on pgretype.schema_history (success);
            """;

    private LedgerScript() {}

    /** One transaction that makes the schema with all its tables, empty. */
    public static String text() {
        return """
        begin;

        %s
        %s
        commit;""".formatted(
                        SCHEMA_AND_HISTORY,
                        migrations().stream().map(LedgerScript::text).collect(Collectors.joining("\n")));
    }

    private static List<Resource> migrations() {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(MIGRATIONS))
                    .sorted(Comparator.comparingInt(LedgerScript::version))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int version(Resource migration) {
        Matcher name = VERSION.matcher(String.valueOf(migration.getFilename()));
        if (!name.matches()) {
            throw new IllegalStateException("no migration of the ledger: " + migration);
        }
        return Integer.parseInt(name.group(1));
    }

    private static String text(Resource migration) {
        try {
            return "-- %s\n%s".formatted(migration.getFilename(), migration.getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
