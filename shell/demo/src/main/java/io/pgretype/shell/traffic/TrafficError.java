package io.pgretype.shell.traffic;

/**
 * Something the application would have noticed.
 *
 * @param period when it happened
 * @param sqlState the server's or the driver's; {@link #WRONG_ANSWER} where the statement succeeded with a wrong result
 */
public record TrafficError(String period, Kind kind, String sqlState, String message) {

    /** In place of a SQLSTATE: the statement succeeded, but not with what this session wrote before. */
    public static final String WRONG_ANSWER = "wrong";

    /** For example {@code cutover, read by key: [0A000] cached plan must not change result type}. */
    public String text() {
        return "%s, %s: [%s] %s".formatted(period, kind.text(), sqlState, message);
    }
}
