package io.pgretype.shell.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Markdown file of the project, divided into what is code and what is not.
 *
 * @param prose its lines outside of fenced blocks
 * @param blocks its fenced blocks
 */
record Document(String name, List<String> prose, List<Block> blocks) {

    static final Document README = read("README.md");
    static final Document RUNBOOK = read("runbook.md");
    static final Document CHANGES = read("migrations/changes/README.md");

    /** All pages for those who use the program. */
    static final List<Document> ALL = List.of(
            README,
            RUNBOOK,
            CHANGES,
            read("migrations/README.md"),
            read("shell/benchmark.md"),
            read("shell/chaos.md"),
            read("jobs/README.md"),
            read("jobs/lint/README.md"),
            read("jobs/lint/rules.md"),
            read("jobs/lint/apply.md"));

    private static final Pattern INLINE_CODE = Pattern.compile("`([^`]+)`");

    /** @param language what stands behind the opening fence, for example {@code sh}; empty if nothing does */
    record Block(String language, String text) {}

    /** A section under a heading, down to the next heading of any level. */
    record Section(String heading, String text) {}

    /** A file of the project by its path from the root. */
    static Path file(String path) {
        // Maven runs a module's tests in the module's directory.
        return Path.of("..", "..").resolve(path);
    }

    static String text(String path) {
        try {
            return Files.readString(file(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Document read(String path) {
        List<String> prose = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        List<String> block = new ArrayList<>();
        String fence = null;
        for (String line : text(path).lines().toList()) {
            if (line.strip().startsWith("```")) {
                if (fence == null) {
                    fence = line.strip().substring(3);
                } else {
                    blocks.add(new Block(fence, String.join("\n", block).stripIndent()));
                    block.clear();
                    fence = null;
                }
            } else if (fence != null) {
                block.add(line);
            } else {
                prose.add(line);
            }
        }
        if (fence != null) {
            throw new IllegalStateException("a fenced block of %s is not closed".formatted(path));
        }
        return new Document(path, prose, blocks);
    }

    /** Every piece of code: a logical line of a fenced block, or what stands between two backticks. */
    List<String> code() {
        List<String> code = new ArrayList<>();
        for (Block block : blocks) {
            code.addAll(block.text().replace("\\\n", " ").lines().toList());
        }
        Matcher inline = INLINE_CODE.matcher(String.join("\n", prose));
        while (inline.find()) {
            code.add(inline.group(1).replace('\n', ' '));
        }
        return code;
    }

    /** The sections under headings of that level, in their order. */
    List<Section> sections(int level) {
        String hashes = "#".repeat(level) + " ";
        List<Section> sections = new ArrayList<>();
        String heading = null;
        List<String> text = new ArrayList<>();
        for (String line : prose) {
            if (line.startsWith("#")) {
                if (heading != null) {
                    sections.add(new Section(heading, String.join("\n", text).strip()));
                }
                heading = line.startsWith(hashes)
                        ? line.substring(hashes.length()).strip()
                        : null;
                text.clear();
            } else {
                text.add(line);
            }
        }
        if (heading != null) {
            sections.add(new Section(heading, String.join("\n", text).strip()));
        }
        return sections;
    }

    @Override
    public String toString() {
        return name;
    }
}
