package io.pgretype.testkit;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and a PostgreSQL server, reads what the client asks for, and cuts the connection just where a
 * test wants it: around a COMMIT. Connections without TLS only.
 */
public final class WireProxy implements AutoCloseable {

    /** What becomes of a COMMIT and of its answer. */
    public enum Cut {
        /** The server never gets it; both ends lose the connection. */
        BEFORE_COMMIT,
        /** The server gets it, and the client loses the connection at once, whatever the server does meanwhile. */
        AT_COMMIT,
        /** The server has answered; the client loses the connection instead of reading that. */
        AFTER_COMMIT,
        /** The server has answered, and the client waits for the answer for ever. */
        ANSWER_WITHHELD
    }

    /** A cut that waits for its commit; complete once it was made. */
    public static final class Armed {

        private final Cut cut;
        private final String statement;
        private final boolean everyConnection;
        private final CompletableFuture<Cut> reached = new CompletableFuture<>();
        private final CompletableFuture<Cut> made = new CompletableFuture<>();

        private Armed(Cut cut, String statement, boolean everyConnection) {
            this.cut = cut;
            this.statement = statement;
            this.everyConnection = everyConnection;
        }

        /** Complete once its commit has come by. */
        public CompletableFuture<Cut> reached() {
            return reached;
        }

        /** Complete once it was made: for those around the server's answer, once the server has answered. */
        public CompletableFuture<Cut> made() {
            return made;
        }

        private boolean concerns(List<String> transaction) {
            return transaction.stream().anyMatch(sql -> sql.contains(statement));
        }
    }

    private final String host;
    private final int serverPort;
    private final ServerSocket listener;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Armed> armed = new AtomicReference<>();
    private volatile boolean refusing;

    private WireProxy(String host, int serverPort, ServerSocket listener) {
        this.host = host;
        this.serverPort = serverPort;
        this.listener = listener;
    }

    /** Listens on a free port of this machine. */
    public static WireProxy to(String host, int port) {
        try {
            WireProxy proxy = new WireProxy(host, port, new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
            start("wire-proxy", proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String host() {
        return listener.getInetAddress().getHostAddress();
    }

    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Cuts, once, at the next commit of a transaction that ran a statement with that text in it.
     *
     * @param everyConnection the others through this proxy are lost at the same time
     */
    public Armed cut(Cut cut, String statement, boolean everyConnection) {
        Armed next = new Armed(cut, statement, everyConnection);
        armed.set(next);
        return next;
    }

    /** No cut waits any more. */
    public void disarm() {
        armed.set(null);
    }

    /**
     * Cuts all connections there are, now. Of one that was cut at its commit the client is gone; the server does not learn of
     * that, as of a machine that has lost its power, and goes on.
     */
    public void cutAll() {
        links.stream().filter(link -> !link.isAbandoned()).forEach(Link::close);
    }

    /** From now on nobody gets through; those who are, stay. */
    public void refuse(boolean refuse) {
        refusing = refuse;
    }

    @Override
    public void close() {
        closeQuietly(listener);
        links.forEach(Link::close);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (refusing) {
                    client.close();
                } else {
                    open(client);
                }
            } catch (IOException e) {
                // Closed, or a client that went away again: whoever is next gets in.
            }
        }
    }

    private void open(Socket client) throws IOException {
        try {
            Link link = new Link(client, new Socket(host, serverPort));
            links.add(link);
            start("wire-proxy-to-server", link::toServer);
            start("wire-proxy-to-client", link::toClient);
        } catch (IOException e) {
            client.close();
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // It is closed as far as it can be.
        }
    }

    /** One connection through the proxy. */
    private final class Link {

        private static final int SYNC = 'S';
        private static final int READY_FOR_QUERY = 'Z';

        private final Socket client;
        private final Socket server;
        private final Statements statements = new Statements();
        private volatile @Nullable Armed firing;

        Link(Socket client, Socket server) throws IOException {
            this.client = client;
            this.server = server;
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        void toServer() {
            try (InputStream in = new BufferedInputStream(client.getInputStream(), 1 << 16)) {
                OutputStream out = server.getOutputStream();
                Messages messages = new Messages(in);
                byte[] message = messages.untyped();
                out.write(message);
                while (Messages.asksForEncryption(message)) {
                    message = messages.untyped();
                    out.write(message);
                }
                message = messages.next();
                while (message != null && pass(message, out)) {
                    message = messages.next();
                }
            } catch (IOException e) {
                // One end is gone; the other follows.
            } finally {
                if (firing == null) {
                    close();
                }
            }
        }

        /** False if nothing more may pass. */
        private boolean pass(byte[] message, OutputStream out) throws IOException {
            if (firing == null && statements.isCommit(message)) {
                Armed waiting = armed.get();
                if (waiting != null
                        && waiting.concerns(statements.ofTransaction())
                        && armed.compareAndSet(waiting, null)) {
                    firing = waiting;
                    waiting.reached.complete(waiting.cut);
                    if (waiting.cut == Cut.BEFORE_COMMIT) {
                        made(waiting);
                        return false;
                    }
                }
            }
            out.write(message);
            Armed fire = firing;
            if (fire != null && fire.cut == Cut.AT_COMMIT && message[0] == SYNC) {
                closeOthers(fire);
                closeQuietly(client);
                return false;
            }
            return true;
        }

        void toClient() {
            try (InputStream in = new BufferedInputStream(server.getInputStream(), 1 << 16)) {
                OutputStream out = client.getOutputStream();
                byte[] buffer = new byte[1 << 16];
                for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
                    Armed fire = firing;
                    if (fire == null) {
                        out.write(buffer, 0, length);
                    } else if (isAnswered(buffer, length)) {
                        made(fire);
                        return;
                    }
                }
            } catch (IOException e) {
                // One end is gone; the other follows.
            } finally {
                Armed fire = firing;
                if (fire == null || fire.cut != Cut.ANSWER_WITHHELD || !fire.made.isDone()) {
                    close();
                }
            }
        }

        /** An answer to COMMIT is short and ends with ReadyForQuery, which has six bytes. */
        private boolean isAnswered(byte[] buffer, int length) {
            return length >= 6 && buffer[length - 6] == READY_FOR_QUERY;
        }

        private void made(Armed fire) {
            if (fire.cut != Cut.ANSWER_WITHHELD) {
                closeOthers(fire);
                close();
            }
            fire.made.complete(fire.cut);
        }

        /** Before this one: whoever learns of its loss finds the others lost, too. */
        private void closeOthers(Armed fire) {
            if (fire.everyConnection) {
                links.stream().filter(link -> link != this).forEach(Link::close);
            }
        }

        boolean isAbandoned() {
            Armed fire = firing;
            return fire != null && fire.cut == Cut.AT_COMMIT;
        }

        void close() {
            closeQuietly(client);
            closeQuietly(server);
            links.remove(this);
        }
    }

    /** The client's messages, one by one. */
    private record Messages(DataInputStream in) {

        private static final int ENCRYPTION = 80877103;
        private static final int ENCRYPTION_BY_GSS = 80877104;

        Messages(InputStream in) {
            this(new DataInputStream(in));
        }

        /** What comes first has no type: perhaps a question for encryption, then who the client is. */
        byte[] untyped() throws IOException {
            return read(new byte[0]);
        }

        static boolean asksForEncryption(byte[] message) {
            int code = ByteBuffer.wrap(message).getInt(4);
            return code == ENCRYPTION || code == ENCRYPTION_BY_GSS;
        }

        byte @Nullable [] next() throws IOException {
            int type = in.read();
            return type < 0 ? null : read(new byte[] {(byte) type});
        }

        private byte[] read(byte[] type) throws IOException {
            int length = in.readInt();
            byte[] message = new byte[type.length + length];
            System.arraycopy(type, 0, message, 0, type.length);
            for (int i = 0; i < 4; i++) {
                message[type.length + i] = (byte) (length >>> (24 - 8 * i));
            }
            in.readFully(message, type.length + 4, length - 4);
            return message;
        }
    }

    /** What a client prepared, and what it ran since its last BEGIN. */
    private static final class Statements {

        private final Map<String, String> prepared = new HashMap<>();
        private final List<String> transaction = new ArrayList<>();

        boolean isCommit(byte[] message) {
            String sql = null;
            switch (message[0]) {
                case 'Q' -> sql = text(message, 5);
                case 'P' -> {
                    String name = text(message, 5);
                    prepared.put(name, text(message, 6 + name.length()));
                }
                case 'B' -> {
                    String portal = text(message, 5);
                    sql = prepared.get(text(message, 6 + portal.length()));
                }
                default -> {
                    // Says nothing about statements.
                }
            }
            if (sql == null) {
                return false;
            }
            String word = sql.strip().toLowerCase(Locale.ROOT);
            if (word.startsWith("begin")) {
                transaction.clear();
            }
            transaction.add(sql);
            return word.equals("commit");
        }

        List<String> ofTransaction() {
            return List.copyOf(transaction);
        }

        private static String text(byte[] message, int from) {
            int end = from;
            while (message[end] != 0) {
                end++;
            }
            return new String(message, from, end - from, StandardCharsets.ISO_8859_1);
        }
    }
}
