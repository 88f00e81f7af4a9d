package io.pgretype.cutover;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.problem.Problem;
import java.util.List;

/** One thing that must hold before the columns may be swapped. Reads only, and locks nothing for longer than a moment. */
interface Gate {

    /** Why it does not hold; none if it does. */
    List<Problem> problems(Change change, TableUnderChange table);
}
