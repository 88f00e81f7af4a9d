package io.pgretype.twin;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.Part;
import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import io.pgretype.database.Database;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether the new columns have all that the old ones have, as the catalog stands now. Before cutover only. */
public final class TwinCheck {

    private static final String IS_VALIDATED = """
            select not exists (
                select
                  from pg_catalog.pg_constraint
                 where conrelid = :table
                   and conname = :name
                   and not convalidated)""";

    /** The index of which that of a partition is one. */
    private static final String ROOT = """
            select namespace.nspname,
                   class.relname
              from pg_catalog.pg_class as class
              join pg_catalog.pg_namespace as namespace
                on namespace.oid = class.relnamespace
             where class.oid = pg_catalog.pg_partition_root(pg_catalog.to_regclass(:original))
               and class.oid <> pg_catalog.to_regclass(:original)""";

    private static final String ATTACHED = """
            select class.relname
              from pg_catalog.pg_partition_tree(pg_catalog.to_regclass(:twin)) as tree
              join pg_catalog.pg_index as index
                on index.indexrelid = tree.relid
               and index.indrelid = :partition
              join pg_catalog.pg_class as class
                on class.oid = index.indexrelid""";

    private final JdbcClient jdbc;
    private final TwinReader twins;
    private final Definitions definitions;
    private final ColumnTraits traits;
    private final Database database;
    private final PartitionTree tree;

    public TwinCheck(Database database) {
        this.jdbc = database.jdbc();
        this.twins = new TwinReader(database);
        this.definitions = new Definitions(jdbc);
        this.traits = new ColumnTraits(jdbc);
        this.database = database;
        this.tree = new PartitionTree(jdbc);
    }

    /** What is missing; empty if nothing is. */
    public Optional<Problem> problem(String change, TableUnderChange table) {
        List<String> missing = new ArrayList<>();
        for (Part part : tree.parts(table)) {
            missing(part).forEach(twin -> missing.add(twin.text()));
            for (ColumnChange column : table.columns()) {
                missing.addAll(traits.missing(part.table(), column));
            }
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new Problem(
                        ProblemCode.TWINS_INCOMPLETE,
                        "The new column of %s does not have all that the old one has.".formatted(table.name()),
                        "missing, invalid or different: " + missing.stream().collect(Collectors.joining(", ")),
                        Problem.NOTHING_CHANGED,
                        "Type: ./pgretype harden %s".formatted(change)));
    }

    /** The twins that are not there, not valid, or not as they should be. */
    public List<Twin> missing(Part part) {
        List<Twin> expected = twins.read(part);
        return database.inTransaction(() -> {
            jdbc.sql("set local search_path = ''").update();
            return expected.stream()
                    .filter(twin -> !isThere(part.table(), twin) && !isAttached(part, twin))
                    .toList();
        });
    }

    /** Whether an index of that name is valid and as the twin's index should be. */
    public boolean isIndexOf(TableUnderChange table, Twin twin, Identifier name) {
        return database.inTransaction(() -> {
            jdbc.sql("set local search_path = ''").update();
            return definitions.index(table.oid(), name.name()).equals(twin.index());
        });
    }

    /** Of a partition that was made when its table had the twin already: the server's index has a name of its own until the swap. */
    private boolean isAttached(Part part, Twin twin) {
        return part.isPartition()
                && twin.kind().isIndex()
                && attached(part, twin)
                        .map(name -> definitions.of(twin.kind(), part.table().oid(), name))
                        .filter(twin.definition()::equals)
                        .isPresent();
    }

    private Optional<String> attached(Part part, Twin twin) {
        return jdbc.sql(ROOT)
                .param("original", twin.original().sql())
                .query((row, number) -> QualifiedName.of(row.getString("nspname"), row.getString("relname")))
                .optional()
                .flatMap(root -> jdbc.sql(ATTACHED)
                        .param("twin", root.sibling(Twin.twinName(root.name())).sql())
                        .param("partition", part.table().oid())
                        .query(String.class)
                        .optional());
    }

    private boolean isThere(TableUnderChange table, Twin twin) {
        String actual =
                definitions.of(twin.kind(), table.oid(), twin.name().name().name());
        return actual.equals(twin.definition()) && (!twin.validated() || isValidated(table, twin));
    }

    private boolean isValidated(TableUnderChange table, Twin twin) {
        return jdbc.sql(IS_VALIDATED)
                .param("table", table.oid())
                .param("name", twin.name().name().name())
                .query(Boolean.class)
                .single();
    }
}
