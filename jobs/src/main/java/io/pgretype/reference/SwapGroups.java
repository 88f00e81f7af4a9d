package io.pgretype.reference;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.database.Database;
import io.pgretype.database.SqlState;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.LedgerEntry;
import java.sql.SQLException;
import java.util.List;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;

/** Which tables are swapped together, and in which order. Takes no lock. */
public final class SwapGroups {

    private final Database database;
    private final References references;

    public SwapGroups(Ledger ledger) {
        this.database = ledger.database();
        this.references = new References(ledger);
    }

    /** What is still to be swapped. */
    public List<SwapGroup> forward(LedgerEntry entry) {
        return of(entry.tables(Direction.FORWARD), references.inLedger(entry.change(), entry.tables(), false));
    }

    /**
     * What is still to be swapped back: in the same order, so that each foreign key is made again once. Nothing is told from
     * the types meanwhile, as all values fit both.
     */
    public List<SwapGroup> backward(LedgerEntry entry) {
        return of(entry.tables(Direction.REVERSE), references.inLedger(entry.change(), entry.tables(), true));
    }

    /** Of a change that is not expanded. */
    public List<SwapGroup> of(List<TableUnderChange> tables, List<Reference> between) {
        if (tables.isEmpty() && between.isEmpty()) {
            return List.of();
        }
        return tables.stream().allMatch(this::isComparable)
                ? SwapGroup.oneByOne(tables, between)
                : SwapGroup.together(tables, between);
    }

    /** Whether the application can compare values of the old types with those of the new ones, as in a join. */
    private boolean isComparable(TableUnderChange table) {
        return table.columns().stream().allMatch(this::isComparable);
    }

    private boolean isComparable(ColumnChange column) {
        try {
            database.runRolledBack(() -> database.jdbc()
                    .sql("select null::%s = null::%s".formatted(column.oldType(), column.newTypeAlone()))
                    .query(Boolean.class)
                    .optional());
            return true;
        } catch (DataAccessException e) {
            if (NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException sql
                    && SqlState.of(sql).isUndefinedFunction()) {
                return false;
            }
            throw e;
        }
    }
}
