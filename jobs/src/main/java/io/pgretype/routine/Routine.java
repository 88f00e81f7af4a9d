package io.pgretype.routine;

import java.util.List;

/**
 * A function or procedure in SQL or plpgsql.
 *
 * @param name its full name with the types of its arguments
 * @param arguments those that it is called with
 * @param firings the triggers of the table under change that call it
 * @param ofOthers whether triggers of other tables call it
 */
record Routine(
        long oid,
        String name,
        String language,
        String body,
        Result result,
        List<Argument> arguments,
        List<Firing> firings,
        boolean ofOthers) {

    enum Result {
        /** Rows of the table. */
        ROW,
        /** A value, or columns that it declares. */
        COLUMNS,
        /** Records whose columns its callers list. */
        RECORDS,
        NONE
    }

    /**
     * @param name empty if it has none
     * @param row whether it is a row of the table
     */
    record Argument(String name, boolean row) {}

    /**
     * @param enabled whether it fires at all
     * @param eachRow else for each statement
     * @param oldRows the name of the transition table, empty if there is none
     */
    record Firing(
            String trigger,
            boolean enabled,
            boolean eachRow,
            boolean insert,
            boolean delete,
            boolean update,
            String oldRows,
            String newRows) {

        boolean hasOld() {
            return enabled && eachRow && (delete || update);
        }

        boolean hasNew() {
            return enabled && eachRow && (insert || update);
        }
    }

    Routine {
        arguments = List.copyOf(arguments);
        firings = List.copyOf(firings);
    }

    boolean isPlpgsql() {
        return language.equals("plpgsql");
    }
}
