package io.pgretype.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The names of all files in a jar and in the jars within it, each after those of the jars it is in. */
public final class JarContents {

    private JarContents() {}

    /** Of the jar that this module's build has made. */
    public static List<String> ofThisModule() throws IOException {
        List<String> names = new ArrayList<>();
        try (InputStream file = Files.newInputStream(Path.of("target", "pgretype.jar"))) {
            collect("", file, names);
        }
        return names;
    }

    private static void collect(String within, InputStream file, List<String> names) throws IOException {
        // Not closed: that would close the jar around it.
        var jar = new ZipInputStream(file);
        for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
            String name = within + entry.getName();
            if (!entry.isDirectory()) {
                names.add(name);
            }
            if (name.endsWith(".jar")) {
                collect(name + "!/", jar, names);
            }
        }
    }

    /** Whether it is a PostgreSQL server, or something that starts one. */
    public static boolean isOfAServer(String name) {
        return name.endsWith(".txz") || name.contains("io/zonky/") || name.matches(".*/(postgres|initdb)(\\.exe)?");
    }
}
