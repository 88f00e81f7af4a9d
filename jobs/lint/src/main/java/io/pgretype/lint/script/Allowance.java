package io.pgretype.lint.script;

/**
 * A comment that allows what a rule would find.
 *
 * @param rule the id of one of our rules as the comment has it, or of that which finds what the other tool's rule does;
 *     {@link #EVERY_RULE} where another tool's comment names none
 * @param reason empty where the comment gives none, as those of other tools do
 * @param line of the comment
 */
public record Allowance(String rule, String reason, int line, Origin origin) {

    /** What a comment of another tool allows that names no rule. Ours always names one. */
    public static final String EVERY_RULE = "*";

    /** Whose words the comment has. Of ours a reason is asked for, and that they are of use; of the others neither. */
    public enum Origin {
        PGRETYPE,
        SQUAWK,
        EUGENE
    }

    public Allowance(String rule, String reason, int line) {
        this(rule, reason, line, Origin.PGRETYPE);
    }

    public boolean covers(String ruleId) {
        return rule.equals(ruleId) || (rule.equals(EVERY_RULE) && origin != Origin.PGRETYPE);
    }
}
