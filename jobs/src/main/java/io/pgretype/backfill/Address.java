package io.pgretype.backfill;

import io.pgretype.catalog.KeyColumns;
import io.pgretype.catalog.TableUnderChange;

/**
 * How a statement finds the rows of a chunk: by their exact addresses rather than a range, because the planner cannot get
 * that wrong. Each address is given as one array of texts a column.
 */
enum Address {
    KEY {
        @Override
        String rows(TableUnderChange table) {
            return key(table).unnested();
        }

        @Override
        String matches(TableUnderChange table) {
            return key(table).equalsUnnested("t");
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
            return """
                    (
                        select k.place
                          from unnest(?::text[]::tid[]) as k(place)
                         cross join lateral (
                             select
                               from %s as page
                              where page.ctid >= k.place
                                and page.ctid <= k.place
                             offset 0) as pruned
                        offset 0) as k""".formatted(table.name().sql());
        }

        @Override
        String matches(TableUnderChange table) {
            return "t.ctid = k.place";
        }
    };

    /** What stands behind {@code from}. */
    abstract String rows(TableUnderChange table);

    /** The condition that row {@code t} is one of them. */
    abstract String matches(TableUnderChange table);

    private static KeyColumns key(TableUnderChange table) {
        return table.key();
    }
}
