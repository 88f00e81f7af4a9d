package io.pgretype.lint.judge;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** Which types take the values of which others without being asked, and lose nothing: integer → bigint, varchar → text. */
final class ImplicitCasts {

    private static final String QUERY = """
            select castsource, casttarget
              from pg_cast
             where castcontext = 'i'
               and (castsource = 'float4'::regtype
                    or casttarget not in ('float4'::regtype, 'float8'::regtype, 'bpchar'::regtype, 'name'::regtype))
            """;

    private record Cast(long from, long to) {}

    private final Set<Cast> casts = new HashSet<>();

    private ImplicitCasts() {}

    static ImplicitCasts read(Connection connection) throws SQLException {
        ImplicitCasts read = new ImplicitCasts();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUERY)) {
            while (row.next()) {
                read.casts.add(new Cast(row.getLong(1), row.getLong(2)));
            }
        }
        return read;
    }

    boolean take(long from, long to) {
        return casts.contains(new Cast(from, to));
    }
}
