package io.pgretype.reference;

import io.pgretype.catalog.ForeignKey;
import io.pgretype.catalog.ForeignKeys;
import io.pgretype.catalog.PartitionTree;
import io.pgretype.twin.Twin;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Foreign keys of partitioned tables. Before PostgreSQL 18 the server makes none of them NOT VALID: it is made so on each
 * partition, validated there, and then the table's own adopts them all without a look at the rows.
 */
public final class PartitionKeys {

    private static final String IS_ADOPTED = """
            select relkind = 'p' and current_setting('server_version_num')::integer < 180000
              from pg_class
             where oid = :table""";

    private final JdbcClient jdbc;
    private final ForeignKeys foreignKeys;
    private final PartitionTree tree;

    public PartitionKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.foreignKeys = new ForeignKeys(jdbc);
        this.tree = new PartitionTree(jdbc);
    }

    /** The pg_class.oids of those tables that are partitioned. */
    public Set<Long> partitioned(Collection<ForeignKey.Table> tables) {
        return Set.copyOf(jdbc.sql("select oid from pg_class where oid = any (:tables::oid[]) and relkind = 'p'")
                .param("tables", tables.stream().map(ForeignKey.Table::oid).toArray(Long[]::new))
                .query(Long.class)
                .list());
    }

    /** Those that are made first, one on each partition; empty where the server makes the key itself NOT VALID. */
    public Optional<List<ForeignKey>> inPlaceOf(ForeignKey key) {
        return isAdopted(key) ? Optional.of(onPartitions(key)) : Optional.empty();
    }

    /** Whether it is made valid, of those that its partitions have. */
    public boolean isAdopted(ForeignKey key) {
        return jdbc.sql(IS_ADOPTED)
                .param("table", key.referencing().oid())
                .query(Boolean.class)
                .single();
    }

    /** Those that were made of its twin, which has not adopted them yet. */
    public List<ForeignKey> begun(ForeignKey original) {
        return isAdopted(original)
                ? waiting(original.between(Twin.twinName(original.name()), Function.identity(), Function.identity()))
                : List.of();
    }

    /** Those of its partitions that are there by its name, and that it has not adopted. */
    public List<ForeignKey> waiting(ForeignKey key) {
        return onPartitions(key).stream()
                .flatMap(ofPartition ->
                        foreignKeys.named(ofPartition.referencing().oid(), key.name()).stream())
                .toList();
    }

    private List<ForeignKey> onPartitions(ForeignKey key) {
        return tree.partitions(key.referencing().oid()).stream()
                .filter(partition -> !partition.isPartitioned())
                .map(partition -> key.onPartition(new ForeignKey.Table(partition.oid(), partition.name())))
                .toList();
    }
}
