package io.pgretype.shell.line;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what was probably meant by a word that is none. */
final class Nearest {

    private Nearest() {}

    /** The candidate that begins with the word, else the one with the fewest typing errors, if there are few. */
    static Optional<String> to(String word, Collection<String> candidates) {
        if (word.length() >= 3) {
            Optional<String> begun = candidates.stream()
                    .filter(candidate -> candidate.startsWith(word))
                    .min(Comparator.naturalOrder());
            if (begun.isPresent()) {
                return begun;
            }
        }
        int tolerated = Math.max(1, Math.min(3, word.length() / 2));
        return candidates.stream()
                .filter(candidate -> typingErrors(word, candidate) <= tolerated)
                .min(Comparator.<String>comparingInt(candidate -> typingErrors(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Levenshtein's distance. */
    static int typingErrors(String one, String other) {
        int[] previous = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] current = new int[other.length() + 1];
            current[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[other.length()];
    }
}
