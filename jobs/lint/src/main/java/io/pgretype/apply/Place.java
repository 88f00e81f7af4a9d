package io.pgretype.apply;

import io.pgretype.database.Database;
import io.pgretype.ledger.AppliedFiles;
import io.pgretype.ledger.Ledger;

/**
 * Where files are run.
 *
 * @param session the one in which their statements are run
 * @param others for what must not be part of their transactions
 */
record Place(Database session, Database others) {

    /** In the transaction of the part. */
    AppliedFiles notesOfSession() {
        return new Ledger(session).appliedFiles();
    }

    AppliedFiles notes() {
        return new Ledger(others).appliedFiles();
    }
}
