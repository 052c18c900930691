package dev.hostkeysync.videosdk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Which edition of Zoom's page on the Video SDK JWT a token follows.
enum Compat {

    /// developers.zoom.us/docs/video-sdk/auth, July 2026.
    CURRENT("user_key", 36, "\\\\"),
    /// The same page of 2022, for SDKs of that time: `user_identity` and `pwd`.
    SEED("user_identity", 15, "");

    /// What only one edition knows, as members of a request.
    private static final Set<String> ONLY_CURRENT =
            Set.of(
                    "geoRegions",
                    "cloudRecordingOption",
                    "cloudRecordingElection",
                    "cloudRecordingTranscriptOption",
                    "telemetryTrackingId",
                    "videoWebrtcMode",
                    "audioWebrtcMode");

    private static final Set<String> ONLY_SEED = Set.of("password");

    private final String userClaim;
    private final int longestUser;
    private final Pattern sessionName;

    Compat(String userClaim, int longestUser, String moreSymbols) {
        this.userClaim = userClaim;
        this.longestUser = longestUser;
        this.sessionName =
                Pattern.compile(
                        "[A-Za-z0-9 !#$%&()+\\-:;<=.>?@\\[\\]^_{}|~," + moreSymbols + "]{1,200}");
    }

    static Optional<Compat> parse(String text) {
        return Arrays.stream(values()).filter(one -> one.wireName().equals(text)).findFirst();
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The claim for who somebody is.
    String userClaim() {
        return userClaim;
    }

    int longestUser() {
        return longestUser;
    }

    boolean isSessionName(String text) {
        return sessionName.matcher(text).matches() && !text.isBlank();
    }

    /// The members that this edition has no claim for.
    Set<String> unknown() {
        return switch (this) {
            case CURRENT -> ONLY_SEED;
            case SEED -> ONLY_CURRENT;
        };
    }
}
