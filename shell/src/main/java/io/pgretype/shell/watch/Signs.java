package io.pgretype.shell.watch;

import java.nio.charset.Charset;

/**
 * What is drawn where letters are too long.
 *
 * @param done before a phase that is reached
 * @param next before the one that is worked on, or comes next
 * @param later before those after it
 * @param cut at the end of what is too long for the line
 * @param becomes between the old type and the new one
 */
record Signs(String done, String next, String later, String cut, String becomes) {

    static final Signs UNICODE = new Signs("✓", "▸", "·", "…", "→");
    static final Signs ASCII = new Signs("+", ">", ".", "~", "->");

    /** Those that people with this character set can see. */
    static Signs of(Charset charset) {
        return charset.canEncode() && charset.newEncoder().canEncode("✓▸·…→") ? UNICODE : ASCII;
    }

    /** As the operator's locale says. */
    static Signs ofLocale() {
        String name = System.getProperty("native.encoding", "");
        return Charset.isSupported(name.isEmpty() ? "US-ASCII" : name)
                ? of(Charset.forName(name.isEmpty() ? "US-ASCII" : name))
                : ASCII;
    }
}
