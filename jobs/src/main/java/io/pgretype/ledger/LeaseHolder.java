package io.pgretype.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The session that works on a change, or has another advisory lock of ours. What the server does not tell this role of other roles' sessions is null.
 *
 * @param pid of its server process
 * @param host the client's address; {@code [local]} for a socket
 * @param since when it connected
 */
public record LeaseHolder(
        int pid,
        @Nullable String user,
        @Nullable String host,
        @Nullable Instant since) {

    private static final String HOLDER = """
            select activity.pid,
                   activity.usename,
                   coalesce(host(activity.client_addr), case when activity.backend_start is not null then '[local]' end) as host,
                   activity.backend_start
              from pg_locks as lock
              join pg_stat_activity as activity
                on activity.pid = lock.pid
             where lock.locktype = 'advisory'
               and lock.granted
               and lock.database = (select oid from pg_database where datname = current_database())
               and lock.classid::bigint = :namespace
               and lock.objid::bigint = hashtext(:name)::bigint & 4294967295
               and lock.objsubid = 2""";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssxxx", Locale.ROOT);

    /**
     * Who has an advisory lock of the current database; empty if nobody does.
     *
     * @param namespace the lock's first key
     * @param name whose hashtext is the second
     */
    public static Optional<LeaseHolder> of(JdbcClient jdbc, int namespace, String name) {
        return jdbc.sql(HOLDER)
                .param("namespace", namespace)
                .param("name", name)
                .query(LeaseHolder::read)
                .optional();
    }

    private static LeaseHolder read(ResultSet row, int number) throws SQLException {
        Timestamp since = row.getTimestamp("backend_start");
        return new LeaseHolder(
                row.getInt("pid"),
                row.getString("usename"),
                row.getString("host"),
                since == null ? null : since.toInstant());
    }

    /** For people, in their time zone: {@code pid 4711 (alice at 10.0.0.5, connected since 2026-03-01 10:00:00+00:00)}. */
    public String text() {
        return "pid %d (%s at %s, connected since %s)"
                .formatted(
                        pid,
                        user == null ? "user unknown" : user,
                        host == null ? "an address unknown" : host,
                        since == null
                                ? "a time unknown"
                                : TIME.format(
                                        since.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneId.systemDefault())));
    }
}
