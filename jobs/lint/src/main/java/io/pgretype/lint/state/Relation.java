package io.pgretype.lint.state;

import io.pgretype.change.QualifiedName;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What pg_class has a row for: tables, indexes, views, sequences.
 *
 * @param kind pg_class.relkind
 * @param filenode of its file; another one is another file: it was written again. 0 if it has none
 * @param scans of the whole of it, in this transaction
 * @param parent the table that it is a partition or a child of, 0 if none
 * @param rowSecurityForced on its owner too, where it is on
 * @param populated false for a materialized view that cannot be read yet
 * @param writable of a view: the commands that can write it, as bits
 * @param bound what is true of each of its rows, as a partition; empty for others
 * @param placement how and where it is stored: persistence, tablespace, access method
 */
public record Relation(
        long oid,
        QualifiedName name,
        char kind,
        long filenode,
        long scans,
        long parent,
        String placement,
        String bound,
        boolean rowSecurity,
        boolean rowSecurityForced,
        boolean populated,
        int writable,
        String owner) {

    static final String QUERY = """
            select c.oid,
                   n.nspname,
                   c.relname,
                   c.relkind,
                   coalesce(pg_relation_filenode(c.oid), 0) as filenode,
                   case when c.relkind in ('r', 'm', 't') then pg_stat_get_xact_numscans(c.oid) else 0 end as scans,
                   coalesce((select min(i.inhparent::bigint) from pg_inherits i where i.inhrelid = c.oid), 0) as parent,
                   concat_ws('/', c.relpersistence, c.reltablespace, c.relam) as placement,
                   case when c.relispartition then coalesce(pg_get_partition_constraintdef(c.oid), '') else '' end as bound,
                   c.relrowsecurity,
                   c.relforcerowsecurity,
                   c.relispopulated,
                   case when c.relkind = 'v' then pg_relation_is_updatable(c.oid, true) else 0 end as writable,
                   pg_get_userbyid(c.relowner) as owner
              from pg_class c
              join pg_namespace n on n.oid = c.relnamespace
             where c.oid >= 16384
               and c.relkind <> 'c'
               and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
               and c.relpersistence <> 't'
            """;

    static Relation of(ResultSet row) throws SQLException {
        return new Relation(
                row.getLong("oid"),
                QualifiedName.of(row.getString("nspname"), row.getString("relname")),
                row.getString("relkind").charAt(0),
                row.getLong("filenode"),
                row.getLong("scans"),
                row.getLong("parent"),
                row.getString("placement"),
                row.getString("bound"),
                row.getBoolean("relrowsecurity"),
                row.getBoolean("relforcerowsecurity"),
                row.getBoolean("relispopulated"),
                row.getInt("writable"),
                row.getString("owner"));
    }

    /** Holds rows, or has partitions that do. */
    public boolean isTable() {
        return kind == 'r' || kind == 'p' || kind == 'm';
    }

    public boolean isView() {
        return kind == 'v' || kind == 'm';
    }

    public boolean isSequence() {
        return kind == 'S';
    }

    public boolean isIndex() {
        return kind == 'i' || kind == 'I';
    }

    /** In words, for messages. */
    public String kindInWords() {
        return switch (kind) {
            case 'p' -> "partitioned table";
            case 'v' -> "view";
            case 'm' -> "materialized view";
            case 'S' -> "sequence";
            case 'i', 'I' -> "index";
            case 'f' -> "foreign table";
            default -> "table";
        };
    }
}
