package io.pgretype.ledger;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whoever runs this process, as the operating system knows them.
 *
 * @param user empty if it is not known
 * @param host the machine's name; empty if it is not known
 */
public record Operator(String user, String host) {

    /** Where Linux has it; elsewhere the name may have to be asked for in the network. */
    private static final Path HOST = Path.of("/proc/sys/kernel/hostname");

    public static final Operator OF_THIS_PROCESS = new Operator(System.getProperty("user.name", ""), hostName());

    private static String hostName() {
        try {
            return Files.exists(HOST)
                    ? Files.readString(HOST).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "";
        }
    }
}
