package dev.hostkeysync.portal;

import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which part of the URL space is pages.
final class PagePaths {

    static final String HOME = "/";
    static final String SIGN_IN = "/sign-in";
    static final String SIGN_OUT = "/sign-out";
    static final String SIGNED_OUT = "/signed-out";
    static final String KEY = "/key";
    static final String CONSOLE = "/console";
    static final String ASSETS = "/assets";

    private static final Set<String> SINGLE = Set.of(HOME, SIGN_IN, SIGN_OUT, SIGNED_OUT);

    private PagePaths() {}

    static boolean cover(@Nullable String path) {
        return path != null
                && (SINGLE.contains(path)
                        || Stream.of(KEY, CONSOLE, ASSETS)
                                .anyMatch(one -> path.equals(one) || path.startsWith(one + "/")));
    }

    /// Of these, what is the same for everybody, signed in or not.
    static boolean isAsset(String path) {
        return path.startsWith(ASSETS + "/");
    }
}
