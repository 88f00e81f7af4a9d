package io.pgretype.shell.notify;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A chat tool's webhook. */
public final class Receiver implements AutoCloseable {

    /** Where a token would stand. */
    public static final String SECRET = "T0K3N";

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> credentials = new CopyOnWriteArrayList<>();
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private final CountDownLatch hung = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile boolean hangs;

    public Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/services/" + SECRET, exchange -> {
            try (exchange) {
                bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                credentials.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                if (hangs) {
                    hung.await();
                }
                Integer answer = answers.poll();
                exchange.sendResponseHeaders(answer == null ? 200 : answer, -1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    /** The next requests are answered so, the others with 200. */
    Receiver answering(Integer... statuses) {
        answers.addAll(List.of(statuses));
        return this;
    }

    /** No request is answered any more. */
    public Receiver hanging() {
        hangs = true;
        return this;
    }

    public String url() {
        return url("");
    }

    String url(String userInfo) {
        return "http://%s127.0.0.1:%d/services/%s?key=%s"
                .formatted(userInfo, server.getAddress().getPort(), SECRET, SECRET);
    }

    /** Of all requests. */
    public List<String> bodies() {
        return bodies;
    }

    List<String> credentials() {
        return credentials;
    }

    @Override
    public void close() {
        hung.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
