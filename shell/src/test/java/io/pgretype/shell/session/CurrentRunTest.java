package io.pgretype.shell.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CurrentRunTest {

    private final CurrentRun currentRun = new CurrentRun();

    @Test
    void whatRunsIsStoppedAndAwaited() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        var finished = new AtomicBoolean();
        var command = new Thread(() -> currentRun.of(() -> {
            currentRun.stopWith(stopped::countDown);
            begun.countDown();
            await(stopped);
            finished.set(true);
        }));
        command.start();
        begun.await();

        assertThat(currentRun.requestStop()).isTrue();
        assertThat(currentRun.awaitEnd(Duration.ofSeconds(10))).isTrue();
        assertThat(finished).isTrue();
    }

    @Test
    void nothingRunsNothingIsStopped() throws InterruptedException {
        assertThat(currentRun.requestStop()).isFalse();
        assertThat(currentRun.awaitEnd(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void aCommandThatEndedIsNotStoppedAgain() {
        currentRun.of(() -> currentRun.stopWith(() -> {
            throw new AssertionError("ended already");
        }));

        assertThat(currentRun.requestStop()).isFalse();
    }

    @Test
    void theWaitHasAnEnd() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var command = new Thread(() -> currentRun.of(() -> {
            begun.countDown();
            await(release);
        }));
        command.start();
        begun.await();

        assertThat(currentRun.awaitEnd(Duration.ofMillis(50))).isFalse();

        release.countDown();
        command.join();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
