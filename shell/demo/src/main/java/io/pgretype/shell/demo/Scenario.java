package io.pgretype.shell.demo;

import io.pgretype.shell.traffic.TrafficOptions;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** What the demo changes. One object plays once. */
interface Scenario {

    int SESSIONS = 6;

    /** They show what an application sees that has not prepared for the change. */
    int CARELESS_SESSIONS = 2;

    /** For whom begins to read: {@code The type of … changes while …}. */
    String heading();

    /** The name of the change. */
    String change();

    String changeFile();

    /** What is being done while {@link #create} runs. */
    String creating(long rows);

    /**
     * Makes the tables and fills them.
     *
     * @return what they are, in words
     */
    String create(String url, long rows) throws SQLException, InterruptedException;

    TrafficOptions traffic();

    List<DemoStep> steps();

    /** What the old type does to a value that it is too small or too large for, in words; nothing of it stays. */
    String before(String url) throws SQLException;

    /** Waits, or ends the demo. */
    interface Pause {
        void of(Duration length) throws InterruptedException;
    }

    /** After the cutover that stays. */
    default void cutOver(String url, DemoLines lines, Pause pause)
            throws IOException, SQLException, InterruptedException {
        // The application goes on, and that is all.
    }

    /** What the new type does to that value, in words. */
    String after(String url) throws SQLException;

    /** Asked when the traffic has stopped. */
    Proof proof(String url) throws SQLException;

    /** For example {@code 200,000 rows changed from integer to bigint}. */
    String changed(long rows);
}
