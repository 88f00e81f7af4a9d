package io.pgretype.shell.chaos;

import io.pgretype.change.QualifiedName;
import io.pgretype.shell.traffic.TrafficOptions;
import java.sql.SQLException;
import java.util.List;

/** What a schedule changes, and the application that works on it meanwhile. */
interface Subject {

    /** Makes the tables and their twins. */
    void create(String url, int rows) throws SQLException, InterruptedException;

    /** The change file, without what the schedule says. */
    String changeFile();

    /** Of an application that has not worked on it yet. */
    TrafficOptions traffic();

    /** From the twins, at most so many of each table. */
    List<String> differences(String url, int limit) throws SQLException;

    /** Those that change; the first has the column that is looked at. */
    List<QualifiedName> tables();

    /** One whose type says whether the swap has been. */
    String column();

    /** Two columns of the first table that a stranger may want an index on, beside that one. */
    List<String> others();

    /** The schema before the change as it has to be after it. */
    String retyped(String before);

    /** Whether a row that the mirror misses can be written in every phase: a key must not be null from harden on. */
    boolean isNullable();
}
