package dev.hostkeysync.dialing;

import java.util.regex.Pattern;

/// An entrance of Zoom's Conference Room Connector.
///
/// @param sipDomain behind the `@`: a domain or an IPv4 address
/// @param h323Address before the `##`: an IPv4 address or a host name
public record Connector(String sipDomain, String h323Address) {

    private static final Pattern HOST =
            Pattern.compile(
                    "(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
                            + "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

    public Connector {
        if (!isHost(sipDomain) || !isHost(h323Address)) {
            throw new IllegalArgumentException("neither a host name nor an IPv4 address");
        }
    }

    static boolean isHost(String text) {
        return HOST.matcher(text).matches();
    }
}
