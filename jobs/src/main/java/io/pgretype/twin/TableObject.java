package io.pgretype.twin;

import io.pgretype.change.QualifiedName;

/**
 * An object of a table that may be an original or a twin.
 *
 * @param oid its own, or its constraint's: unique in the catalog of its kind
 * @param shape what it is, by the numbers of its columns: the same whatever it and they are called
 */
public record TableObject(TwinKind kind, long oid, QualifiedName name, String shape) {}
