package dev.hostkeysync.webhook.okta;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Tells the Zoom app from every other app in Okta.
///
/// @param ids of the app; empty = whichever app is called Zoom
record ZoomApp(Set<String> ids) {

    /// As a word of its own: ZoomInfo is somebody else.
    private static final Pattern NAME =
            Pattern.compile("(?<![\\p{L}\\p{N}])zoom(?![\\p{L}\\p{N}])", Pattern.CASE_INSENSITIVE);

    /// @param ids separated by commas
    static ZoomApp of(Optional<String> ids) {
        return new ZoomApp(
                ids.stream()
                        .flatMap(list -> Arrays.stream(list.split(",", -1)))
                        .map(String::strip)
                        .filter(id -> !id.isEmpty())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /// Whether the ids are known. Then the assignment to the app decides who is there: nobody is
    /// made because Okta has them.
    boolean decides() {
        return !ids.isEmpty();
    }

    boolean isIn(OktaEvent event) {
        return event.targets("AppInstance").stream().anyMatch(this::is);
    }

    private boolean is(OktaTarget app) {
        return decides()
                ? app.id().filter(ids::contains).isPresent()
                : app.displayName().filter(name -> NAME.matcher(name).find()).isPresent();
    }
}
