package io.pgretype.lint.judge;

import io.pgretype.lint.migration.Migration;
import io.pgretype.lint.migration.Transactions;
import io.pgretype.lint.script.Allowance;
import io.pgretype.lint.script.Statement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** SQL whose statements end with a line, and hold no semicolon at the end of a line but between {@code $$}. */
final class Script {

    private Script() {}

    static Migration each(String name, String sql) {
        return new Migration(Path.of(name), Transactions.EACH_STATEMENT, statements(sql));
    }

    static Migration whole(String name, String sql) {
        return new Migration(Path.of(name), Transactions.ONE, statements(sql));
    }

    /** {@code -- pgretype: allow RULE because REASON} before a statement allows it. */
    private static List<Statement> statements(String sql) {
        List<Statement> statements = new ArrayList<>();
        List<Allowance> allowances = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        String[] lines = sql.split("\n");
        int begin = 0;
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].stripTrailing();
            if (text.isEmpty()) {
                begin = i + 1;
                if (line.startsWith("-- pgretype: allow ")) {
                    String[] words =
                            line.substring("-- pgretype: allow ".length()).split(" because ?", 2);
                    allowances.add(new Allowance(words[0].strip(), words.length > 1 ? words[1] : "", i + 1));
                    continue;
                }
                if (line.isBlank() || line.startsWith("--")) {
                    continue;
                }
            }
            text.append(text.isEmpty() ? "" : "\n").append(line);
            if (line.endsWith(";") && text.toString().split("\\$\\$", -1).length % 2 == 1) {
                statements.add(new Statement(text.substring(0, text.length() - 1), begin, allowances));
                text.setLength(0);
                allowances = new ArrayList<>();
            }
        }
        if (!text.isEmpty()) {
            statements.add(new Statement(text.toString(), begin, allowances));
        }
        return statements;
    }
}
