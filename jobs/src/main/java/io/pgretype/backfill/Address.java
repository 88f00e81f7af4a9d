package io.pgretype.backfill;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;

/**
 * How a statement finds the rows of a chunk: by their exact addresses rather than a range, because the planner cannot get
 * that wrong. Each address is given as one array of texts a column.
 */
enum Address {
    KEY {
        /** An array costs the server a tenth less than a join with what is in it: neighbouring keys are sought together. */
        @Override
        String ofUpdate(TableUnderChange table) {
            return table.key(Direction.FORWARD).isOneValue()
                    ? " where " + table.key(Direction.FORWARD).equalsAny("t")
                    : super.ofUpdate(table);
        }

        @Override
        String rows(TableUnderChange table) {
            return table.key(Direction.FORWARD).unnested();
        }

        @Override
        String matches(TableUnderChange table) {
            return table.key(Direction.FORWARD).equalsUnnested("t");
        }
    },

    /**
     * The place of the row's version, {@code (block,line)}. Fetching a row by its place alone never prunes its page, and
     * without that no update finds room in it; a scan of a range of places does, be it only one. It must come first: a
     * page of which a row is held already cannot be pruned.
     */
    PLACE {
        @Override
        String rows(TableUnderChange table) {
            return PLACES.formatted(table.name().sql());
        }

        @Override
        String matches(TableUnderChange table) {
            return "t.ctid = k.place";
        }
    };

    /** How rows are found of which the ledger has noted keys. */
    static Address ofKeys(TableUnderChange table) {
        return table.key().isPlace() ? PLACE : KEY;
    }

    private static final String PLACES = """
            (
                select k.place
                  from unnest(?::text[]::tid[]) as k(place)
                 cross join lateral (
                     select
                       from %s as page
                      where page.ctid >= k.place
                        and page.ctid <= k.place
                     offset 0) as pruned
                offset 0) as k""";

    /** The clauses of an update of table {@code t} that find its rows; a further condition may follow. */
    String ofUpdate(TableUnderChange table) {
        return """
          from %s
         where %s""".formatted(rows(table), matches(table));
    }

    /** The clauses of a select from table {@code t} that find its rows; a further condition may follow. */
    String ofSelect(TableUnderChange table) {
        return """
          from %s as t,
               %s
         where %s""".formatted(table.name().sql(), rows(table), matches(table));
    }

    abstract String rows(TableUnderChange table);

    /** The condition that row {@code t} is one of {@link #rows}. */
    abstract String matches(TableUnderChange table);
}
