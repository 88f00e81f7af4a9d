package io.pgretype.lint.judge;

import io.pgretype.lint.state.Catalog;
import io.pgretype.lint.state.NamedObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Calls that the running release may send and that find no function any more, or one with another result. A function may be
 * called without the parameters that have defaults; one with more such parameters serves the calls of the one before it.
 */
final class FunctionsChanged implements Difference {

    @Override
    public Stream<Change> between(Catalog old, Catalog now) {
        Map<String, String> served = new HashMap<>();
        calls(now).forEach(call -> served.putIfAbsent(call.name(), call.shape()));
        return old.objects("function").stream().flatMap(function -> calls(old)
                .filter(call -> call.oid() == function.oid())
                .filter(call -> !call.shape().equals(served.get(call.name())))
                .limit(1)
                .map(call -> Change.of(
                        Report.of("function-dropped-or-changed", what(now, function, call)), function.name())));
    }

    private static Stream<NamedObject> calls(Catalog catalog) {
        return Stream.of("function", "call").map(catalog::objects).flatMap(List::stream);
    }

    private static String what(Catalog now, NamedObject function, NamedObject call) {
        for (NamedObject other : now.objects("function")) {
            if (other.name().equals(function.name()) && !other.shape().equals(function.shape())) {
                return "function %s was %s and is %s".formatted(function.name(), function.shape(), other.shape());
            }
            if (other.oid() == function.oid() && !other.name().equals(function.name())) {
                return "function %s became %s".formatted(function.name(), other.name());
            }
        }
        return call.name().equals(function.name())
                ? "function %s is gone".formatted(function.name())
                : "function %s cannot be called as %s any more".formatted(function.name(), call.name());
    }
}
