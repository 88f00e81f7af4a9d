package io.pgretype.lint.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a script once from its beginning to its end, as psql's lexer does. */
final class Splitter {

    private final Client client;
    private final PsqlVariables variables;
    private final CommentReader comments = new CommentReader();
    private final List<Draft> drafts = new ArrayList<>();
    private final List<BackslashCommand> commands = new ArrayList<>();
    private List<Allowance> pending = new ArrayList<>();
    private @Nullable Draft draft;
    private Input in;

    /** Only white space lies between here and the end of a statement, in the same line. */
    private boolean afterStatement;

    Splitter(String text, Client client, Map<String, String> variables) {
        this.in = new Input(text);
        this.client = client;
        this.variables = new PsqlVariables(variables);
    }

    SqlScript split() {
        readAll();
        finish();
        drafts.forEach(each -> each.allow(comments.ofTheFile()));
        List<Statement> statements = drafts.stream().map(Draft::statement).toList();
        return new SqlScript(statements, pending, commands);
    }

    private void readAll() {
        while (!in.atEnd()) {
            char c = in.current();
            if (Words.isSpace(c)) {
                space(c);
            } else if (in.startsWith("--")) {
                comment(Quoted.line(in.text(), in.at()));
            } else if (in.startsWith("/*")) {
                comment(Quoted.blockComment(in.text(), in.at()));
            } else if (c == ';' && semicolonEnds()) {
                semicolon();
            } else if (client.hasCommands() && c == '\\') {
                backslash();
            } else if (!client.hasCommands() || c != ':' || !variable()) {
                token(c);
            }
        }
    }

    private void space(char c) {
        in.advanceTo(in.at() + 1);
        if (draft != null) {
            draft.between(String.valueOf(c));
        }
        if (c == '\n') {
            afterStatement = false;
        }
    }

    private void comment(int end) {
        int line = in.line();
        String text = in.take(end);
        List<Allowance> allowed = comments.read(text, line);
        if (draft != null) {
            draft.between(text);
            draft.allow(allowed);
        } else if (afterStatement && !drafts.isEmpty()) {
            drafts.get(drafts.size() - 1).allow(allowed);
        } else {
            pending.addAll(allowed);
        }
    }

    private boolean semicolonEnds() {
        return draft == null || draft.shape().semicolonEnds();
    }

    private void semicolon() {
        in.advanceTo(in.at() + 1);
        finish();
    }

    private void finish() {
        if (draft != null) {
            Draft finished = draft;
            drafts.add(finished);
            draft = null;
            afterStatement = true;
            if (client.hasCopyData() && finished.shape().copiesFromStdin()) {
                finished.data(in.skipData());
            }
        }
    }

    private void token(char c) {
        Draft now = statement();
        if (Words.begins(c)) {
            word(now);
            return;
        }
        int end = in.at() + 1;
        if (c == '\'' || c == '"') {
            end = Quoted.end(in.text(), in.at());
        } else if (Words.isDigit(c)) {
            end = Words.end(in.text(), in.at());
        } else if (c == '$') {
            end = dollar();
        } else if (in.startsWith("::")) {
            end = in.at() + 2;
        }
        now.shape().other(c);
        now.token(in.take(end));
    }

    private void word(Draft now) {
        String text = in.text();
        int end = Words.end(text, in.at());
        String word = text.substring(in.at(), end);
        if (word.equalsIgnoreCase("e") && text.startsWith("'", end)) {
            end = Quoted.endWithBackslashes(text, end);
            now.shape().other('\'');
        } else {
            now.shape().word(word);
        }
        now.token(in.take(end));
    }

    private int dollar() {
        int end = Quoted.dollar(in.text(), in.at());
        if (end > in.at()) {
            return end;
        }
        int next = in.at() + 1;
        while (next < in.text().length() && Words.isDigit(in.text().charAt(next))) {
            next++;
        }
        return next;
    }

    private Draft statement() {
        if (draft == null) {
            draft = new Draft(in.line(), pending);
            pending = new ArrayList<>();
            afterStatement = false;
        }
        return draft;
    }

    /** psql reads the value as if the file had it there. */
    private boolean variable() {
        PsqlVariables.@Nullable Reference reference = variables.at(in.text(), in.at());
        if (reference == null) {
            return false;
        }
        if (reference.value() == null) {
            commands.add(reference.unset(in.text().substring(in.at(), reference.end()), in.line()));
            Draft now = statement();
            now.shape().other(':');
            now.token(in.take(reference.end()));
            return true;
        }
        in.advanceTo(reference.end());
        Input outer = in;
        in = Input.ofVariable(reference.value(), outer.line());
        variables.enter(reference.name());
        readAll();
        variables.leave(reference.name());
        in = outer;
        return true;
    }

    private void backslash() {
        if (in.startsWith("\\;") || in.startsWith("\\:")) {
            // Sent as it is, with what follows it in the same string.
            String escaped = in.take(in.at() + 2).substring(1);
            if (draft != null || escaped.equals(":")) {
                statement().shape().other(escaped.charAt(0));
                statement().between(escaped);
            }
            return;
        }
        int line = in.line();
        MetaCommand command = MetaCommand.read(in.text(), in.at());
        in.advanceTo(command.end());
        switch (command.effect()) {
            case SEND -> finish();
            case SEND_AND_MORE -> {
                finish();
                commands.add(command.notRun(line));
            }
            case FORGET -> draft = null;
            case SET -> variables.set(command.words());
            case UNSET -> variables.unset(command.words());
            case QUIT -> in.advanceTo(in.text().length());
            case COPY_FROM_STDIN -> {
                in.skipData();
                commands.add(command.notRun(line));
            }
            case SKIP, NOT_FOLLOWED -> commands.add(command.notRun(line));
        }
    }
}
