package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Where a text becomes a uuid, what plan and runbook say of psycopg 3. Debian has it as python3-psycopg. */
class PsycopgIT extends TextToUuidFixture {

    private static final String AS_TEXT = """
            import psycopg, uuid
            key = uuid.uuid4().hex
            with psycopg.connect() as connection:
                row = connection.execute('select id, title from node where id = %s', [SEVEN]).fetchone()
                assert row[1] == 'node 7', row
                assert connection.execute('insert into node (id, title) values (%s, %s)', [key, 'new']).rowcount == 1
                assert connection.execute('update node set title = %s where id = %s', ['newer', key]).rowcount == 1
                assert connection.execute('delete from node where id in (%s, %s)', [key, key]).rowcount == 1
                assert connection.execute('select title from node where id = any(%s)', [[SEVEN]]).fetchone()
                print(type(row[0]).__name__)
            """;

    private static final String AS_UUID = """
            import psycopg, uuid
            with psycopg.connect() as connection:
                print(connection.execute('select title from node where id = %s', [uuid.UUID(SEVEN)]).fetchone()[0])
            """;

    @Test
    void aTextWorksInEveryPhaseAndAUuidIsReadFromCutoverOn() throws Exception {
        assumePsycopg();
        inEveryPhase(isUuid -> assertThat(python(AS_TEXT)).isEqualTo(isUuid ? "UUID" : "str"));
    }

    @Test
    void aUuidWorksFromCutoverOn() throws Exception {
        assumePsycopg();
        inEveryPhase(isUuid ->
                assertThat(python(AS_UUID)).contains(isUuid ? "node 7" : "operator does not exist: character = uuid"));
    }

    private void assumePsycopg() throws Exception {
        assumeThat(python("import psycopg; print(psycopg.__version__)"))
                .as("python3-psycopg is not installed")
                .startsWith("3.");
    }

    /** What it printed, its errors too. */
    private String python(String program) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("python3", "-c", "SEVEN = '%s'%n%s".formatted(SEVEN, program));
        builder.environment().putAll(database.environment());
        Process process;
        try {
            process = builder.redirectErrorStream(true).start();
        } catch (IOException e) {
            return "no python3";
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.strip();
    }
}
