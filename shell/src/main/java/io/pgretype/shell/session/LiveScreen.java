package io.pgretype.shell.session;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/**
 * The whole terminal, until it is closed: then it shows again what it showed before. Keys are read as they are typed, and
 * Ctrl-C is one of them. Only what changes is written.
 */
public final class LiveScreen implements AutoCloseable {

    private static final int CTRL_C = 3;
    private static final Duration BEAT = Duration.ofMillis(100);
    private static final Size USUAL = new Size(80, 24);

    private final Terminal terminal;
    private final Runnable afterwards;
    private final boolean coloured;
    private final Attributes before;
    private final SignalHandler resizedBefore;
    private final Display display;
    private final CountDownLatch left = new CountDownLatch(1);
    private final Thread keys = new Thread(this::readKeys, "keys");
    private volatile boolean closed;
    private volatile boolean resized = true;
    private Size size = USUAL;

    private LiveScreen(Terminal terminal, Runnable afterwards, boolean coloured) {
        this.terminal = terminal;
        this.afterwards = afterwards;
        this.coloured = coloured;
        this.before = terminal.enterRawMode();
        var raw = new Attributes(terminal.getAttributes());
        raw.setLocalFlag(LocalFlag.ISIG, false);
        terminal.setAttributes(raw);
        this.resizedBefore = terminal.handle(Signal.WINCH, signal -> resized = true);
        this.display = new Display(terminal, true);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        keys.setDaemon(true);
        keys.start();
    }

    /** Whether it is one on which lines can be redrawn, and that can show again what it showed before. */
    static boolean canBeDrawnOn(Terminal terminal) {
        return terminal.getStringCapability(Capability.enter_ca_mode) != null
                && terminal.getStringCapability(Capability.exit_ca_mode) != null
                && terminal.getStringCapability(Capability.cursor_address) != null;
    }

    static LiveScreen of(Terminal terminal, Runnable afterwards, boolean coloured) {
        return new LiveScreen(terminal, afterwards, coloured);
    }

    /** What to draw on so many columns and rows; no line may be longer, nor may there be more. */
    public interface Page {

        List<AttributedString> lines(int columns, int rows);
    }

    /** Draws what has changed since it was last called, and all of it after the terminal's size has changed. */
    public void draw(Page page) {
        if (resized) {
            resized = false;
            Size now = terminal.getSize();
            size = now.getColumns() > 0 && now.getRows() > 0 ? now : USUAL;
            display.resize(size.getRows(), size.getColumns());
            display.clear();
        }
        // What reaches the last column makes some terminals begin another line.
        List<AttributedString> lines = new ArrayList<>();
        for (AttributedString line : page.lines(size.getColumns() - 1, size.getRows())) {
            lines.add(new AttributedStringBuilder()
                    .append(coloured ? line : new AttributedString(line.toString()))
                    .append("\n")
                    .toAttributedString());
        }
        display.update(lines, 0);
    }

    /** Waits for somebody to leave, but not longer than that. */
    public boolean isLeft(Duration patience) throws InterruptedException {
        return left.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * On a thread of its own: at SIGTERM, JLine takes the terminal out of its raw mode before we know, and a read waits for a
     * whole line from then on.
     */
    private void readKeys() {
        try {
            int key = NonBlockingReader.READ_EXPIRED;
            while (!closed && !leaves(key)) {
                key = terminal.reader().read(BEAT.toMillis());
            }
        } catch (IOException e) {
            // Nobody can type any more.
        }
        left.countDown();
    }

    private static boolean leaves(int key) {
        return key == 'q' || key == 'Q' || key == CTRL_C || key == NonBlockingReader.EOF;
    }

    @Override
    public void close() {
        closed = true;
        try {
            // What is typed next is for whoever has the terminal then.
            keys.join(5 * BEAT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        terminal.puts(Capability.cursor_normal);
        terminal.puts(Capability.exit_ca_mode);
        terminal.flush();
        terminal.setAttributes(before);
        terminal.handle(Signal.WINCH, resizedBefore);
        afterwards.run();
    }
}
