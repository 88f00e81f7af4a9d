package io.pgretype.preflight;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The trigger functions in C that PostgreSQL 14 to 18 and their contrib modules bring, and what their arguments are. */
enum ShippedFunction {
    AUTOINC("autoinc", "autoinc"),
    INSERT_USERNAME("insert_username", "insert_username"),
    MODDATETIME("moddatetime", "moddatetime"),
    CHECK_PRIMARY_KEY("refint", "check_primary_key"),
    CHECK_FOREIGN_KEY("refint", "check_foreign_key"),
    LO_MANAGE("lo", "lo_manage"),
    TSVECTOR_UPDATE_TRIGGER("", "tsvector_update_trigger_byid"),
    TSVECTOR_UPDATE_TRIGGER_COLUMN("", "tsvector_update_trigger_bycolumn"),
    SUPPRESS_REDUNDANT_UPDATES_TRIGGER("", "suppress_redundant_updates_trigger"),
    TRIGGERED_CHANGE_NOTIFICATION("tcn", "triggered_change_notification");

    /** What an argument is. */
    enum Role {
        INTEGER("integer, and no other type"),
        TEXT("text, and no other type"),
        TIME("timestamp or timestamptz"),
        NUMBER("the number of a large object"),
        TSVECTOR("tsvector"),
        CONFIGURATION("regconfig"),
        CHARACTERS("text or varchar"),
        /** refint keeps its plans for the length of a session, made for the type that the column had. */
        FIXED("the type it had when the session began: it reads other values wrongly, or crashes the server"),
        /** Not a column of the table. */
        OTHER("");

        private final String accepted;

        Role(String accepted) {
            this.accepted = accepted;
        }

        /** What it takes, in words. */
        String accepted() {
            return accepted;
        }
    }

    private final String library;
    private final String symbol;

    ShippedFunction(String library, String symbol) {
        this.library = library;
        this.symbol = symbol;
    }

    /** @param library empty for a function of the server itself */
    static Optional<ShippedFunction> of(String library, String symbol) {
        return Arrays.stream(values())
                .filter(function -> function.library.equals(library) && function.symbol.equals(symbol))
                .findFirst();
    }

    /** What the argument at that place is, counted from 0. */
    Role role(List<String> arguments, int place) {
        return switch (this) {
            case AUTOINC -> place % 2 == 0 ? Role.INTEGER : Role.OTHER;
            case INSERT_USERNAME -> Role.TEXT;
            case MODDATETIME -> Role.TIME;
            case LO_MANAGE -> Role.NUMBER;
            case TSVECTOR_UPDATE_TRIGGER, TSVECTOR_UPDATE_TRIGGER_COLUMN -> ofTextSearch(place);
            // The columns here, the other table, the columns there.
            case CHECK_PRIMARY_KEY -> place < arguments.size() / 2 ? Role.FIXED : Role.OTHER;
            case CHECK_FOREIGN_KEY -> place >= 2 && place < 2 + keysOf(arguments) ? Role.FIXED : Role.OTHER;
            case SUPPRESS_REDUNDANT_UPDATES_TRIGGER, TRIGGERED_CHANGE_NOTIFICATION -> Role.OTHER;
        };
    }

    private Role ofTextSearch(int place) {
        return switch (place) {
            case 0 -> Role.TSVECTOR;
            case 1 -> this == TSVECTOR_UPDATE_TRIGGER_COLUMN ? Role.CONFIGURATION : Role.OTHER;
            default -> Role.CHARACTERS;
        };
    }

    /** How many tables reference it, what to do with their rows, the columns here; then each table and its columns. */
    private static int keysOf(List<String> arguments) {
        int tables = arguments.get(0).matches("[1-9][0-9]{0,3}") ? Integer.parseInt(arguments.get(0)) : 1;
        return (arguments.size() - 2 - tables) / (tables + 1);
    }
}
