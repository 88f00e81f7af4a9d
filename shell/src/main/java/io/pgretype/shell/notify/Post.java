package io.pgretype.shell.notify;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Requests to one URL, each with an end. Used by one thread. */
final class Post {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** For all of it, a body that never ends included. */
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private static final int BAD_REQUEST = 400;
    private static final int TOO_MANY = 429;

    private final URI url;
    private @Nullable HttpClient client;

    /** @param url perhaps with user and password */
    Post(URI url) {
        this.url = url;
    }

    /**
     * What became of a request.
     *
     * @param status of HTTP; 0 where there was none
     * @param text for people, without the URL
     */
    record Answer(int status, String text) {

        boolean isFine() {
            return status / 100 == 2;
        }

        boolean isBadRequest() {
            return status == BAD_REQUEST;
        }

        /** Whether another attempt may end otherwise. */
        boolean mayChange() {
            return status == 0 || status == TOO_MANY || status / 100 == 5;
        }
    }

    Answer send(String json) throws InterruptedException {
        HttpRequest request = request(json);
        CompletableFuture<HttpResponse<Void>> answer =
                client().sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            int status = answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            return new Answer(status, "it answers HTTP status " + status);
        } catch (TimeoutException e) {
            return new Answer(0, "no answer within %d s".formatted(ANSWER.toSeconds()));
        } catch (ExecutionException e) {
            // A message may repeat the URL.
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new Answer(0, cause.getClass().getSimpleName());
        } finally {
            answer.cancel(true);
        }
    }

    private HttpRequest request(String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "pgretype")
                .POST(HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8));
        if (url.getUserInfo() != null) {
            byte[] user = url.getUserInfo().getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user));
        }
        return request.build();
    }

    /** Most processes have nothing to send, and it takes a moment to make. */
    private HttpClient client() {
        HttpClient known = client;
        if (known == null) {
            known = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    // Elsewhere somebody else may listen.
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            client = known;
        }
        return known;
    }
}
