package io.pgretype.shell.traffic;

import io.pgretype.change.QualifiedName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An application of one table. Of a large one it uses an even sample of rows.
 *
 * @param table a table in the shape of {@link FileRow}
 * @param twin a table that takes every write of the first in the same transaction; null for none
 */
record FileApplication(QualifiedName table, @Nullable QualifiedName twin) implements Application {

    private static final int MOST_KEYS = 100_000;

    @Override
    public List<Share> shares(Connection connection, int sessions) throws SQLException {
        List<List<String>> shares = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            shares.add(new ArrayList<>());
        }
        List<String> keys = keys(connection);
        for (int i = 0; i < keys.size(); i++) {
            shares.get(i % sessions).add(keys.get(i));
        }
        return shares.stream()
                .map(share -> (Share) new Files(this, new OwnRows(share)))
                .toList();
    }

    private List<String> keys(Connection connection) throws SQLException {
        String sample = """
                select id
                from %1$s
                where random() < ? / greatest(1, (select count(*) from %1$s))
                """.formatted(table.sql());
        List<String> keys = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sample)) {
            statement.setDouble(1, MOST_KEYS);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    keys.add(rows.getString(1));
                }
            }
        }
        return keys;
    }

    private record Files(FileApplication application, OwnRows memory) implements Share {

        @Override
        public SessionWork<?> workOn(Connection connection, Noticed seen, Choice choice) {
            return new FileWork(connection, application, seen, choice, memory);
        }
    }
}
