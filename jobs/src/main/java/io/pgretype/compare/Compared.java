package io.pgretype.compare;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.Part;
import io.pgretype.catalog.TableUnderChange;

/** What is compared: a relation with rows, and which of its two columns the application writes. */
record Compared(Part part, Direction direction) {

    TableUnderChange table() {
        return part.table();
    }
}
