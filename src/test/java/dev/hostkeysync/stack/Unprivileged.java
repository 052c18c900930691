package dev.hostkeysync.stack;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How to start a program that refuses to run as root, as PostgreSQL's do: in a container that is
/// often the only user there is.
///
/// @param prefix what to put before the command; empty for an ordinary user
/// @param foreign whether the program then runs as somebody who does not own our files
record Unprivileged(List<String> prefix, boolean foreign) {

    /// The overflow user, which every Unix has as "nobody".
    private static final String NOBODY = "65534";

    /// In a user namespace of its own root is nobody, yet still owns root's files.
    static final Unprivileged NAMESPACE = new Unprivileged(List.of("unshare", "-U"), false);

    /// For containers that forbid user namespaces.
    static final Unprivileged OTHER_USER =
            new Unprivileged(
                    List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"),
                    true);

    private static final Unprivileged AS_WE_ARE = new Unprivileged(List.of(), false);

    /// @throws IllegalStateException when we are root and there is no way down
    static Unprivileged detect() {
        if (new UnixSystem().getUid() != 0) {
            return AS_WE_ARE;
        }
        for (Unprivileged way : List.of(NAMESPACE, OTHER_USER)) {
            if (way.can("id", "-u")) {
                return way;
            }
        }
        throw new IllegalStateException(
                "PostgreSQL refuses to run as root, and neither 'unshare -U' nor 'setpriv' works"
                        + " here: run this as an ordinary user");
    }

    List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /// Hands a directory over to the user the program will run as.
    ///
    /// @throws IllegalStateException when that user cannot reach it
    void give(Path directory) throws IOException {
        if (!foreign) {
            return;
        }
        String path = directory.toString();
        boolean given = AS_WE_ARE.can("chown", "-R", NOBODY + ":" + NOBODY, path);
        if (!given || !can("test", "-w", path)) {
            throw new IllegalStateException(
                    "PostgreSQL refuses to run as root, and the user 'nobody' cannot reach "
                            + directory
                            + ": run this as an ordinary user, or from a directory open to all");
        }
    }

    private boolean can(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command(List.of(command)))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
