package io.pgretype.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ApplicationTest {

    private final Application application = new Application();

    @Test
    void whoeverIsBusyAtTheFirstLookCounts() {
        assertThat(application.notice(true)).isTrue();
    }

    @Test
    void aMonitorThatAsksOnceASecondIsNoApplication() {
        application.notice(false);
        for (int i = 0; i < 100; i++) {
            assertThat(application.notice(i % 4 == 0)).isFalse();
        }
    }

    @Test
    void anApplicationThatWorksAllTheTimeIsNoticedWithinTwoSeconds() {
        notice(100, false);
        assertThat(notice(8, true)).isTrue();
        assertThat(application.notice(false)).as("a moment of quiet").isTrue();
        assertThat(notice(8, false)).isFalse();
    }

    private boolean notice(int probes, boolean busy) {
        boolean there = false;
        for (int i = 0; i < probes; i++) {
            there = application.notice(busy);
        }
        return there;
    }
}
