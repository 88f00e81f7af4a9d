package io.pgretype.reference;

import io.pgretype.catalog.ForeignKey;
import io.pgretype.catalog.ForeignKeys;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.ReferenceRecords.ReferenceRecord;
import io.pgretype.sequence.KeptNarrow;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds the foreign keys of a change. Takes no lock. */
public final class References {

    private final Ledger ledger;

    public References(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Those of a change that is not expanded. */
    public static List<Reference> of(List<TableUnderChange> tables, JdbcClient jdbc) {
        return among(
                new ForeignKeys(jdbc)
                        .of(tables.stream().map(TableUnderChange::oid).toList()),
                tables,
                jdbc);
    }

    static List<Reference> among(List<ForeignKey> keys, List<TableUnderChange> tables, JdbcClient jdbc) {
        RemadeKeys remade = new RemadeKeys(jdbc, keys);
        return keys.stream()
                .map(key -> Reference.of(key, tables, remade))
                .filter(Reference::isTouched)
                .toList();
    }

    /** Those that the ledger knows, as they were before cutover. */
    public List<Reference> inLedger(String change, List<TableUnderChange> tables, boolean taken) {
        return references(
                noted(change).stream().filter(record -> record.taken() == taken).toList(), tables);
    }

    /** Why sequences of an open change are not widened. */
    public KeptNarrow keptNarrow(String change, List<TableUnderChange> tables) {
        return new NarrowReferences(new ForeignKeys(ledger.database().jdbc()), references(noted(change), tables));
    }

    private List<Reference> references(List<ReferenceRecord> records, List<TableUnderChange> tables) {
        List<ForeignKey> keys = records.stream().map(ReferenceRecord::original).toList();
        RemadeKeys remade = new RemadeKeys(ledger.database().jdbc(), keys);
        return keys.stream().map(key -> Reference.of(key, tables, remade)).toList();
    }

    private List<ReferenceRecord> noted(String change) {
        return ledger.schema().has("reference") ? ledger.references().of(change) : List.of();
    }
}
