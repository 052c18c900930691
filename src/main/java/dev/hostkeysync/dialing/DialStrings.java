package dev.hostkeysync.dialing;

import dev.hostkeysync.hostkey.HostKeyDigits;
import java.util.ArrayList;
import java.util.List;

/// How a room device dials a destination.
///
/// Both forms have fixed places: meeting, passcode, options, host key. What is not there leaves its
/// place empty, and empty places at the end are left away (Zoom Support, KB0064467; UCSD
/// KB0033492).
///
/// @param sip `ID.PASSCODE.OPTIONS.KEY@domain`
/// @param h323 `address##ID#PASSCODE#OPTIONS#KEY`
public record DialStrings(String sip, String h323) {

    public static DialStrings of(Destination destination, Connector connector) {
        List<String> places = places(destination);
        return new DialStrings(
                String.join(".", places) + "@" + connector.sipDomain(),
                connector.h323Address() + "##" + String.join("#", places));
    }

    private static List<String> places(Destination destination) {
        List<String> places = new ArrayList<>();
        places.add(destination.meeting().digits());
        places.add(destination.passcode().map(Passcode::digits).orElse(""));
        places.add(destination.options().digits());
        places.add(destination.hostKey().map(HostKeyDigits::reveal).orElse(""));
        while (places.getLast().isEmpty()) {
            places.removeLast();
        }
        return places;
    }

    @Override
    public String toString() {
        return "DialStrings[redacted]";
    }
}
