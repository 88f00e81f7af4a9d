package io.pgretype.shell.traffic;

import io.pgretype.change.QualifiedName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a session does with its files. */
final class FileWork extends SessionWork<StatementKind> {

    private final FileStatements table;
    private final @Nullable FileStatements twin;
    private final OwnRows rows;

    FileWork(Connection connection, FileApplication application, Noticed seen, Choice choice, OwnRows rows) {
        super(connection, rows, List.of(StatementKind.values()), seen, choice);
        QualifiedName twinTable = application.twin();
        this.table = new FileStatements(connection, application.table());
        this.twin = twinTable == null ? null : new FileStatements(connection, twinTable);
        this.rows = rows;
    }

    @Override
    boolean alwaysInTransaction(StatementKind kind) {
        // Outside of a transaction the driver heals a careless client's statements too, and all of the session at once.
        return seen.client() == Client.CARELESS || kind == StatementKind.COUNT_DOWN || (twin != null && !kind.isRead());
    }

    @Override
    void run(StatementKind kind) throws SQLException {
        switch (kind) {
            case READ_BY_KEY -> read(kind, table::read);
            case READ_ALL -> read(kind, table::readAll);
            case READ_BY_INDEX -> readByIndex();
            case INSERT -> insert();
            case UPSERT -> upsert();
            case UPDATE_SIZE -> updateSize(kind, choice.size());
            case CLEAR_SIZE -> updateSize(kind, null);
            case COUNT_DOWN -> countDown();
            case UPDATE_OTHER -> updateOther();
            case WRITE_WHOLE -> writeWhole();
            case DELETE -> delete();
            case COMMIT, CONNECT -> throw new IllegalArgumentException("never chosen: " + kind);
        }
    }

    private interface Read {
        Optional<FileRow> of(String key) throws SQLException;
    }

    private void read(StatementKind kind, Read read) throws SQLException {
        String key = rows.pick(choice);
        if (key == null) {
            return;
        }
        seen.timed(kind, () -> read.of(key))
                .ifPresentOrElse(
                        row -> compare(kind, row), () -> seen.wrongAnswer(kind, "row %s is gone".formatted(key)));
    }

    private void compare(StatementKind kind, FileRow row) {
        if (rows.hasAnotherSize(row)) {
            seen.wrongAnswer(
                    kind,
                    "row %s has file_size %d where %d was written"
                            .formatted(row.id(), row.fileSize(), rows.sizeOf(row.id())));
        }
        rows.read(row, choice);
    }

    private void readByIndex() throws SQLException {
        FileRow row = rows.pickRemembered(choice);
        Long size = row == null ? null : rows.sizeOf(row.id());
        if (row == null || size == null) {
            return;
        }
        var found = seen.timed(StatementKind.READ_BY_INDEX, () -> table.find(row.checksum(), size));
        if (!found.contains(row.id())) {
            seen.wrongAnswer(
                    StatementKind.READ_BY_INDEX,
                    "row %s is not found by its checksum and file_size %d".formatted(row.id(), size));
        }
    }

    private void insert() throws SQLException {
        FileRow row = choice.freshRow();
        write(StatementKind.INSERT, row.id(), on -> on.insert(row));
        rows.inserted(row);
    }

    private void upsert() throws SQLException {
        FileRow known = choice.oneIn(2) ? null : rows.pickRemembered(choice);
        FileRow row = known == null ? choice.freshRow() : known.renamed(choice.fileName());
        write(StatementKind.UPSERT, row.id(), on -> on.upsert(row));
        if (known == null) {
            rows.inserted(row);
        } else {
            rows.wroteSize(row.id(), row.fileSize());
        }
    }

    private void updateSize(StatementKind kind, @Nullable Long size) throws SQLException {
        String key = rows.pick(choice);
        if (key != null) {
            var now = FileRow.now();
            write(kind, key, on -> on.updateSize(key, size, now));
            rows.wroteSize(key, size);
        }
    }

    private void countDown() throws SQLException {
        String key = rows.pick(choice);
        if (key == null) {
            return;
        }
        var now = FileRow.now();
        var row = seen.timed(StatementKind.COUNT_DOWN, () -> table.countDown(key, now));
        if (row.isEmpty()) {
            seen.wrongAnswer(StatementKind.COUNT_DOWN, "row %s is gone".formatted(key));
            return;
        }
        Long size = row.get().fileSize();
        if (rows.isAnotherThanCountedDown(key, size)) {
            seen.wrongAnswer(
                    StatementKind.COUNT_DOWN,
                    "row %s has file_size %d, counted down from %d".formatted(key, size, rows.sizeOf(key)));
        }
        if (twin != null) {
            writeTwin(StatementKind.COUNT_DOWN, () -> twin.countDown(key, now));
        }
        rows.wroteSize(key, size);
    }

    private void updateOther() throws SQLException {
        String key = rows.pick(choice);
        if (key != null) {
            var name = choice.fileName();
            var now = FileRow.now();
            write(StatementKind.UPDATE_OTHER, key, on -> on.updateOther(key, name, now));
        }
    }

    private void writeWhole() throws SQLException {
        FileRow remembered = rows.pickRemembered(choice);
        if (remembered != null) {
            FileRow row = remembered.renamed(choice.fileName());
            write(StatementKind.WRITE_WHOLE, row.id(), on -> on.writeWhole(row));
            rows.wroteSize(row.id(), row.fileSize());
        }
    }

    private void delete() throws SQLException {
        String key = rows.pick(choice);
        if (key != null) {
            write(StatementKind.DELETE, key, on -> on.delete(key));
            rows.deleted(key);
        }
    }

    /** The same write wherever it is applied, with values that were chosen before. */
    private interface Write {
        int on(FileStatements statements) throws SQLException;
    }

    private void write(StatementKind kind, String key, Write write) throws SQLException {
        int hit = seen.timed(kind, () -> write.on(table));
        if (hit != 1) {
            seen.wrongAnswer(kind, "hit %d rows of key %s".formatted(hit, key));
        }
        if (twin != null) {
            writeTwin(kind, () -> write.on(twin));
        }
    }
}
