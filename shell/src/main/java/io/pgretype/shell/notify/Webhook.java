package io.pgretype.shell.notify;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Sends notifications one after the other, on a thread of its own: whoever hands one over never waits. One that cannot be
 * sent is a warning, which does not say the URL.
 */
public final class Webhook implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);

    /** Before each further attempt. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8),
            Duration.ofSeconds(16),
            Duration.ofSeconds(32));

    static final int MOST_WAITING = 100;

    /** For what is not sent yet when the program ends. A run may take 25 of the 30 seconds after SIGTERM before. */
    static final Duration AT_THE_END = Duration.ofSeconds(3);

    private static final Duration LAST_WORDS = Duration.ofMillis(200);
    private static final String TOO_LATE = "the program ends";

    private final Post post;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            task -> {
                Thread daemon = new Thread(task, "webhook");
                daemon.setDaemon(true);
                return daemon;
            },
            (task, pool) -> ((Sending) task).giveUp("too many wait to be sent"));

    public Webhook(URI url) {
        this.post = new Post(url);
    }

    void send(Notification notification) {
        thread.execute(new Sending(notification));
    }

    private final class Sending implements Runnable {

        private final Notification notification;

        Sending(Notification notification) {
            this.notification = notification;
        }

        @Override
        public void run() {
            try {
                Post.Answer answer = attempt();
                for (Duration pause : PAUSES) {
                    if (!answer.mayChange()) {
                        break;
                    }
                    Thread.sleep(pause.toMillis());
                    answer = attempt();
                }
                if (!answer.isFine()) {
                    giveUp(answer.text());
                }
            } catch (InterruptedException e) {
                giveUp(TOO_LATE);
            } catch (RuntimeException e) {
                // Its message may repeat the URL.
                giveUp(e.getClass().getSimpleName());
            }
        }

        private Post.Answer attempt() throws InterruptedException {
            Post.Answer answer = post.send(notification.json());
            return answer.isBadRequest() ? post.send(notification.textAlone()) : answer;
        }

        void giveUp(String why) {
            LOG.warn("'{}' could not be sent to the webhook of notify-url: {}", notification.name(), why);
        }
    }

    @Override
    public void start() {}

    /** Waits a little for what is not sent yet. */
    @Override
    public void stop() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(AT_THE_END.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow().forEach(task -> ((Sending) task).giveUp(TOO_LATE));
                // So that the one under way can say the same.
                var unused = thread.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return !thread.isShutdown();
    }

    /** After the run was stopped, which may be news. */
    @Override
    public int getPhase() {
        return 0;
    }
}
