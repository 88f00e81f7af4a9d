package io.pgretype.shell.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A link from a document to a file of the project, to a heading, or to both.
 *
 * @param path empty for the document itself
 * @param anchor empty for a whole file
 */
record Link(Document document, String path, String anchor) {

    private static final Pattern TARGET = Pattern.compile("]\\((?!https?:)([^)#\\s]*)#?([^)\\s]*)\\)");

    static List<Link> of(Document document) {
        List<Link> links = new ArrayList<>();
        Matcher target = TARGET.matcher(String.join("\n", document.prose()));
        while (target.find()) {
            links.add(new Link(document, target.group(1), target.group(2)));
        }
        return links;
    }

    boolean isAlive() {
        String file = path.isEmpty()
                ? document.name()
                : Path.of(document.name()).resolveSibling(path).normalize().toString();
        return Files.exists(Document.file(file))
                && (anchor.isEmpty() || anchors(file).contains(anchor));
    }

    /** As GitHub makes them of headings. */
    private static List<String> anchors(String file) {
        return Document.text(file)
                .lines()
                .filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\d _-]", "").replace(' ', '-'))
                .toList();
    }
}
