package io.pgretype.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArchiveWalTest {

    private static final long FILE = 16 << 20;

    @Test
    void theFileThatIsWrittenNowDoesNotWait() {
        assertThat(waiting("000000010000000000000041", "000000010000000000000042"))
                .isZero();
        assertThat(waiting("000000010000000000000042", "000000010000000000000042"))
                .isZero();
    }

    @Test
    void allFilesBetweenWait() {
        assertThat(waiting("000000010000000000000041", "000000010000000000000045"))
                .isEqualTo(3 * FILE);
        assertThat(waiting("0000000100000000000000FE", "000000010000000100000001"))
                .isEqualTo(2 * FILE);
    }

    @Test
    void aBackupsFileAndAnOlderTimelineTellAsWell() {
        assertThat(waiting("000000010000000000000041.00000028.backup", "000000020000000000000043"))
                .isEqualTo(FILE);
    }

    @Test
    void withoutAnArchivedFileItIsNotKnown() {
        assertThat(ArchiveWal.waiting(null, "000000010000000000000041", FILE, true)
                        .value())
                .isEmpty();
        assertThat(ArchiveWal.waiting("00000002.history", "000000020000000000000041", FILE, false)
                        .value())
                .isEmpty();
    }

    @Test
    void saysThatTheArchiverFails() {
        assertThat(ArchiveWal.waiting("000000010000000000000041", "000000010000000000000045", FILE, true)
                        .detail())
                .isEqualTo("the archiver fails");
    }

    private static long waiting(String archived, String current) {
        return ArchiveWal.waiting(archived, current, FILE, false).value().orElseThrow();
    }
}
