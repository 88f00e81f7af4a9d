package io.pgretype.catalog;

import io.pgretype.change.Identifier;

/** @param type as {@code format_type} prints it with its schema */
public record KeyColumn(Identifier name, String type) {

    boolean isArray() {
        return type.endsWith("[]");
    }
}
