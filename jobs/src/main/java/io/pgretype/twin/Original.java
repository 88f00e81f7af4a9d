package io.pgretype.twin;

import io.pgretype.change.QualifiedName;
import java.util.List;

/**
 * An object that has a column under change.
 *
 * @param definition what follows the table's name in its CREATE statement, for statistics what precedes FROM
 * @param properties its comment and the like, as statements for its twin
 */
record Original(
        TwinKind kind,
        QualifiedName name,
        String definition,
        boolean unique,
        String suffix,
        boolean validated,
        List<String> properties) {

    Twin twin(String twinDefinition, String index) {
        return new Twin(kind, name, twinDefinition, index, unique, suffix, validated, properties);
    }
}
