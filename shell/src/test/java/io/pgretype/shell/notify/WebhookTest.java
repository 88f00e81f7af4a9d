package io.pgretype.shell.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.pgretype.shell.notify.Notification.Fact;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class WebhookTest {

    private static final Notification NEWS =
            new Notification(Event.FAILED, "it failed", Map.of(Fact.CHANGE, "file-size", Fact.EXIT_STATUS, 5));

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Receiver receiver;

    @BeforeEach
    void listen() throws Exception {
        receiver = new Receiver();
        log.start();
        logger().addAppender(log);
        logger().setAdditive(false);
    }

    @AfterEach
    void close() {
        logger().setAdditive(true);
        logger().detachAppender(log);
        receiver.close();
    }

    @Test
    void whatIsHandedOverIsSentOnceBeforeTheEnd() {
        sendAndStop(receiver.url());

        assertThat(receiver.bodies())
                .containsExactly("{\"text\":\"it failed\",\"event\":\"failed\","
                        + "\"change\":\"file-size\",\"command\":null,\"phase\":null,\"exit_status\":5,\"problem\":null,"
                        + "\"next\":null,\"database\":null,\"host\":null,\"at\":null}");
        assertThat(warnings()).isEmpty();
    }

    @Test
    void afterAnErrorOfTheReceiverItIsSentAgain() {
        receiver.answering(500, 429);

        sendAndStop(receiver.url());

        assertThat(receiver.bodies()).hasSize(3);
        assertThat(warnings()).isEmpty();
    }

    @Test
    void whatTheReceiverDoesNotKnowIsNotSentAgain() {
        receiver.answering(404);

        sendAndStop(receiver.url());

        assertThat(receiver.bodies()).hasSize(1);
        assertThat(warnings())
                .containsExactly(
                        "'failed of file-size' could not be sent to the webhook of notify-url: it answers HTTP status 404");
    }

    @Test
    void aChatThatRefusesWhatItDoesNotKnowGetsTheTextAlone() {
        receiver.answering(500, 400);

        sendAndStop(receiver.url());

        assertThat(receiver.bodies()).hasSize(3).last().isEqualTo("{\"text\":\"it failed\"}");
        assertThat(warnings()).isEmpty();
    }

    @Test
    void aReceiverThatIsGoneIsTriedAgainWhileTheProgramRuns() throws Exception {
        String url = receiver.url();
        receiver.close();
        var webhook = new Webhook(URI.create(url));
        webhook.send(NEWS);
        webhook.stop();

        assertThat(warnings())
                .hasSize(1)
                .first()
                .asString()
                .endsWith("the program ends")
                .doesNotContain(Receiver.SECRET);
    }

    @Test
    void aReceiverThatHangsHoldsNobodyLongerThanTheLimit() {
        receiver.hanging();
        var webhook = new Webhook(URI.create(receiver.url()));
        long begin = System.nanoTime();
        webhook.send(NEWS);
        webhook.send(NEWS);
        Duration handedOver = Duration.ofNanos(System.nanoTime() - begin);
        await().until(() -> !receiver.bodies().isEmpty());
        begin = System.nanoTime();
        webhook.stop();
        Duration stopped = Duration.ofNanos(System.nanoTime() - begin);

        assertThat(handedOver).isLessThan(Duration.ofSeconds(1));
        assertThat(stopped).isBetween(Webhook.AT_THE_END, Webhook.AT_THE_END.plusSeconds(2));
        assertThat(webhook.isRunning()).isFalse();
        assertThat(receiver.bodies()).hasSize(1);
        assertThat(warnings()).hasSize(2).allSatisfy(warning -> assertThat(warning)
                .endsWith("the program ends")
                .doesNotContain(Receiver.SECRET));
    }

    @Test
    void moreThanCanWaitIsLostAndSaid() {
        receiver.hanging();
        var webhook = new Webhook(URI.create(receiver.url()));
        webhook.send(NEWS);
        await().until(() -> !receiver.bodies().isEmpty());
        for (int more = 0; more <= Webhook.MOST_WAITING; more++) {
            webhook.send(NEWS);
        }

        assertThat(warnings())
                .containsExactly(
                        "'failed of file-size' could not be sent to the webhook of notify-url: too many wait to be sent");
        receiver.close();
        webhook.stop();
    }

    @Test
    void userAndPasswordOfTheUrlAreSent() {
        sendAndStop(receiver.url("me:secret@"));

        assertThat(receiver.credentials()).containsExactly("Basic bWU6c2VjcmV0");
    }

    private static void sendAndStop(String url) {
        var webhook = new Webhook(URI.create(url));
        assertThat(webhook.isRunning()).isTrue();
        webhook.send(NEWS);
        webhook.stop();
    }

    private List<String> warnings() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(Webhook.class);
    }
}
