package io.pgretype.reference;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.ForeignKey.Pair;
import io.pgretype.catalog.ForeignKeys;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.sequence.KeptNarrow;
import io.pgretype.sequence.NumberType;
import java.util.List;
import java.util.Optional;

/** Columns that reference one that becomes wider, and stay as they are: they could not take its new numbers. */
public final class NarrowReferences implements KeptNarrow {

    private final ForeignKeys types;
    private final List<Reference> references;

    /** @param references all of the change */
    public NarrowReferences(ForeignKeys types, List<Reference> references) {
        this.types = types;
        this.references = List.copyOf(references);
    }

    @Override
    public Optional<String> because(TableUnderChange table, ColumnChange column) {
        return NumberType.of(column.newTypeAlone()).flatMap(wide -> references.stream()
                .flatMap(reference -> reference.staying(table, column).stream()
                        .flatMap(pair -> narrower(reference, pair, wide).stream()))
                .findFirst());
    }

    private Optional<String> narrower(Reference reference, Pair pair, NumberType wide) {
        String type = types.type(reference.original().referencing().oid(), pair.referencing());
        return NumberType.of(type)
                .filter(narrow -> narrow.isNarrowerThan(wide))
                .map(narrow -> "%s.%s references it and stays %s"
                        .formatted(reference.original().referencing().name(), pair.referencing(), type));
    }
}
