package io.pgretype.lint.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What of a statement's words decides where it ends: parentheses, the body of a function in standard SQL, and whether
 * data follow.
 */
final class Shape {

    /** Enough for CREATE OR REPLACE FUNCTION. */
    private static final int HEAD = 4;

    private final List<String> head = new ArrayList<>(HEAD);
    private String previous = "";
    private int parentheses;
    private int bodies;
    private boolean copyFromStdin;

    void word(String spelled) {
        String word = spelled.toLowerCase(Locale.ROOT);
        if (head.size() < HEAD) {
            head.add(word);
        }
        if (parentheses == 0) {
            body(word);
            copyFromStdin |= word.equals("stdin")
                    && previous.equals("from")
                    && head.get(0).equals("copy");
        }
        previous = word;
    }

    private void body(String word) {
        if (bodies == 0) {
            // The word before, where psql counts BEGIN alone: a function may have that name.
            if (word.equals("atomic") && previous.equals("begin") && isRoutine()) {
                bodies = 1;
            }
        } else if (word.equals("case")) {
            // CASE also ends with END.
            bodies++;
        } else if (word.equals("end")) {
            bodies--;
        }
    }

    private boolean isRoutine() {
        int kind = head.size() > 2 && head.get(1).equals("or") && head.get(2).equals("replace") ? 3 : 1;
        return head.size() > kind
                && head.get(0).equals("create")
                && (head.get(kind).equals("function") || head.get(kind).equals("procedure"));
    }

    void other(char c) {
        previous = "";
        if (c == '(') {
            parentheses++;
        } else if (c == ')' && parentheses > 0) {
            parentheses--;
        }
    }

    boolean semicolonEnds() {
        return parentheses == 0 && bodies == 0;
    }

    boolean copiesFromStdin() {
        return copyFromStdin;
    }
}
