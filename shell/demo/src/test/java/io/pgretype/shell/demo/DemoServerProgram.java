package io.pgretype.shell.demo;

import java.util.concurrent.TimeUnit;

/** A JVM of its own with a demo server in it: says where it is, then waits to be killed, or ends if told to keep it. */
final class DemoServerProgram {

    private DemoServerProgram() {}

    public static void main(String[] arguments) throws Exception {
        DemoServer server = DemoServer.start();
        System.out.println(server.pid() + " " + server.directory() + " " + server.url());
        if (arguments.length > 0 && arguments[0].equals("keep")) {
            server.keep();
        } else {
            TimeUnit.MINUTES.sleep(2);
        }
    }
}
