package io.pgretype.shell.complete;

import io.pgretype.shell.Pgretype;
import java.util.List;

/** As {@link Pgretype}, with the commands that need a server of their own. */
public final class CompletePgretype {

    private CompletePgretype() {}

    public static void main(String[] arguments) {
        System.exit(Pgretype.run(List.of(arguments), CompleteConfiguration.class));
    }
}
