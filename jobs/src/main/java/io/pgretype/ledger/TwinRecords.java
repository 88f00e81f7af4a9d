package io.pgretype.ledger;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import io.pgretype.database.Database;
import io.pgretype.twin.TableObject;
import io.pgretype.twin.TableObjects;
import io.pgretype.twin.Twin;
import io.pgretype.twin.TwinKind;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The twins that pgretype has made or is about to make: contract and abandon remove just these. */
public final class TwinRecords {

    private static final String SWAPPED = """
            update pgretype.twin
               set twin_oid = seen.twin_oid,
                   twin_shape = seen.twin_shape,
                   original_oid = seen.original_oid,
                   original_shape = seen.original_shape
              from unnest(
                       :kinds::text[],
                       :schemas::text[],
                       :names::text[],
                       :twinOids::bigint[],
                       :twinShapes::text[],
                       :originalOids::bigint[],
                       :originalShapes::text[])
                   as seen (kind, schema, name, twin_oid, twin_shape, original_oid, original_shape)
             where twin.change = :change
               and twin.table_oid = :table
               and twin.kind = seen.kind
               and twin.schema = seen.schema
               and twin.name = seen.name""";

    private static final String NOTE_AS_MADE = """
            update pgretype.twin
               set twin_oid = :oid,
                   twin_shape = :shape
             where change = :change
               and table_oid = :table
               and kind = :kind
               and schema = :schema
               and name = :name""";

    private static final String REMOVE = """
            delete from pgretype.twin
             where change = :change
               and table_oid = :table
               and kind = :kind
               and schema = :schema
               and name = :name""";

    private final JdbcClient jdbc;
    private final SecureRandom random = new SecureRandom();

    TwinRecords(Database database) {
        this.jdbc = database.jdbc();
    }

    /** By what an object is known, besides its name: see {@link TableObject}. */
    public record Mark(long oid, String shape) {

        static Mark of(TableObject object) {
            return new Mark(object.oid(), object.shape());
        }

        static @Nullable Long oidOf(@Nullable Mark mark) {
            return mark == null ? null : mark.oid;
        }

        static @Nullable String shapeOf(@Nullable Mark mark) {
            return mark == null ? null : mark.shape;
        }
    }

    /**
     * @param original its name before cutover and its twin's after it
     * @param buildName the name under which the twin is built; null where an older release noted it
     * @param twinMark null until the twin has its name
     * @param originalMark null until cutover
     */
    public record TwinRecord(
            TwinKind kind,
            QualifiedName original,
            @Nullable Identifier buildName,
            @Nullable Mark twinMark,
            @Nullable Mark originalMark) {

        public TwinRecord(TwinKind kind, QualifiedName original) {
            this(kind, original, null, null, null);
        }

        /** Of a twin that is not noted. */
        public static TwinRecord of(Twin twin) {
            return new TwinRecord(twin.kind(), twin.original());
        }

        public QualifiedName twin() {
            return original.sibling(kind.twinName(original.name()));
        }

        public QualifiedName retired() {
            return original.sibling(Twin.retiredName(original.name()));
        }

        public @Nullable QualifiedName building() {
            return buildName == null ? null : original.sibling(buildName);
        }

        boolean isMarked() {
            return twinMark != null;
        }

        public boolean isOf(Twin twin) {
            return kind == twin.kind() && original.equals(twin.original());
        }
    }

    /** Those of a table, or of one of its partitions. */
    public List<TwinRecord> of(String change, TableUnderChange table) {
        return of(change, table.oid());
    }

    List<TwinRecord> of(String change, long relation) {
        return jdbc.sql("""
                        select kind, schema, name, build_name, twin_oid, twin_shape, original_oid, original_shape
                          from pgretype.twin
                         where change = :change
                           and table_oid = :table
                         order by kind, schema, name""")
                .param("change", change)
                .param("table", relation)
                .query(TwinRecords::record)
                .list();
    }

    private static TwinRecord record(ResultSet row, int number) throws SQLException {
        String buildName = row.getString("build_name");
        return new TwinRecord(
                TwinKind.valueOf(row.getString("kind")),
                QualifiedName.of(row.getString("schema"), row.getString("name")),
                buildName == null ? null : Identifier.of(buildName),
                mark(row, "twin"),
                mark(row, "original"));
    }

    private static @Nullable Mark mark(ResultSet row, String which) throws SQLException {
        String shape = row.getString(which + "_shape");
        return shape == null ? null : new Mark(row.getLong(which + "_oid"), shape);
    }

    /** The twins whose originals are gone from the table. */
    public List<TwinRecord> orphans(String change, TableUnderChange table, List<Twin> expected) {
        return of(change, table).stream()
                .filter(twin -> expected.stream().noneMatch(twin::isOf))
                .toList();
    }

    /**
     * Before it is made, so that a crash in between leaves a record without an object, never the other way round.
     *
     * @return the name under which it is to be built: random, so that after a crash what bears it is known to be ours
     */
    public Identifier add(String change, TableUnderChange table, Twin twin) {
        return add(change, table, TwinRecord.of(twin));
    }

    Identifier add(String change, TableUnderChange table, TwinRecord twin) {
        Identifier buildName = Identifier.of(jdbc.sql("""
                        insert into pgretype.twin (change, table_oid, kind, schema, name, twin_name, build_name)
                        values (:change, :table, :kind, :schema, :name, :twinName, :buildName)
                        on conflict (change, table_oid, kind, schema, name) do update
                           set build_name = coalesce(twin.build_name, excluded.build_name)
                        returning build_name""")
                .param("change", change)
                .param("table", table.oid())
                .param("kind", twin.kind().name())
                .param("schema", twin.original().schema().name())
                .param("name", twin.original().name().name())
                .param("twinName", twin.twin().name().name())
                .param(
                        "buildName",
                        twin.twin()
                                .name()
                                .withSuffix("_%016x".formatted(random.nextLong()))
                                .name())
                .query(String.class)
                .single());
        return buildName;
    }

    /** In the transaction in which it gets its name. */
    public void made(String change, TableUnderChange table, TwinRecord twin) {
        TableObject object = new TableObjects(jdbc)
                .of(table.oid()).stream()
                        .filter(one -> one.kind() == twin.kind().beforeSwap()
                                && one.name().equals(twin.twin()))
                        .findFirst()
                        .orElseThrow();
        made(change, table, twin, object);
    }

    /** In the transaction in which it becomes another object. */
    public void made(String change, TableUnderChange table, TwinRecord twin, TableObject object) {
        jdbc.sql(NOTE_AS_MADE)
                .param("oid", object.oid())
                .param("shape", object.shape())
                .param("change", change)
                .param("table", table.oid())
                .param("kind", twin.kind().name())
                .param("schema", twin.original().schema().name())
                .param("name", twin.original().name().name())
                .update();
    }

    /**
     * In the swap's transaction, before the names change: from then on the old columns' objects are ours to remove.
     *
     * @param objects the table's, as the gates saw them: each twin and each original has just its name
     */
    public void swapped(String change, TableUnderChange table, List<TwinRecord> records, List<TableObject> objects) {
        List<@Nullable Mark> twins = new ArrayList<>();
        List<@Nullable Mark> originals = new ArrayList<>();
        for (TwinRecord record : records) {
            twins.add(mark(objects, record.kind().beforeSwap(), record.twin()));
            originals.add(mark(objects, record.kind(), record.original()));
        }
        jdbc.sql(SWAPPED)
                .param("change", change)
                .param("table", table.oid())
                .param("kinds", texts(records, record -> record.kind().name()))
                .param(
                        "schemas",
                        texts(records, record -> record.original().schema().name()))
                .param(
                        "names",
                        texts(records, record -> record.original().name().name()))
                .param("twinOids", twins.stream().map(Mark::oidOf).toArray(Long[]::new))
                .param("twinShapes", twins.stream().map(Mark::shapeOf).toArray(String[]::new))
                .param("originalOids", originals.stream().map(Mark::oidOf).toArray(Long[]::new))
                .param("originalShapes", originals.stream().map(Mark::shapeOf).toArray(String[]::new))
                .update();
    }

    private static @Nullable Mark mark(List<TableObject> objects, TwinKind kind, QualifiedName name) {
        return objects.stream()
                .filter(object -> object.kind() == kind && object.name().equals(name))
                .findFirst()
                .map(Mark::of)
                .orElse(null);
    }

    private static String[] texts(List<TwinRecord> records, Function<TwinRecord, String> text) {
        return records.stream().map(text).toArray(String[]::new);
    }

    public void remove(String change, TableUnderChange table, TwinRecord twin) {
        jdbc.sql(REMOVE)
                .param("change", change)
                .param("table", table.oid())
                .param("kind", twin.kind().name())
                .param("schema", twin.original().schema().name())
                .param("name", twin.original().name().name())
                .update();
    }

    /** Those of all its tables. */
    public void removeAll(String change) {
        jdbc.sql("delete from pgretype.twin where change = :change")
                .param("change", change)
                .update();
    }
}
