package dev.hostkeysync.journey;

import dev.hostkeysync.stack.ServiceProcess;

/// One running service for tests that only talk HTTP to it; started on first use, ended with the
/// JVM.
public final class SharedService {

    private static final Installation INSTALLATION = Installation.of("http");
    private static final ServiceProcess SERVICE = start();

    private SharedService() {}

    private static ServiceProcess start() {
        Runtime.getRuntime().addShutdownHook(new Thread(INSTALLATION::close, "shared-service-end"));
        return INSTALLATION.start();
    }

    /// Without a slash at its end.
    public static String url() {
        String url = SERVICE.url().toString();
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /// A token with the scope `scim`.
    public static String scimToken() {
        return INSTALLATION.credentials().scim();
    }

    /// A token without it.
    public static String otherToken() {
        return INSTALLATION.credentials().reader();
    }
}
