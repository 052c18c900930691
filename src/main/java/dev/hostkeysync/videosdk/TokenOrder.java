package dev.hostkeysync.videosdk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.common.Fields;
import dev.hostkeysync.common.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A token as it is asked for, with every limit of Zoom's page held.
///
/// @param role 1 = host or co-host, 0 = participant
/// @param expiresInSeconds counted from `iat`, as Zoom counts
record TokenOrder(
        Compat compat,
        String sessionName,
        int role,
        Optional<String> userKey,
        Optional<String> sessionKey,
        int expiresInSeconds,
        Optional<String> password,
        Options options) {

    static final int SHORTEST_SECONDS = 1800;
    static final int LONGEST_SECONDS = 172_800;
    private static final int USUAL_SECONDS = 7200;

    private static final int LONGEST_SESSION_KEY = 36;

    /// Zoom names no limit; this one is ours.
    private static final int LONGEST_TRACKING_ID = 200;

    private static final int LONGEST_PASSWORD = 10;

    private static final Set<String> REGIONS =
            Set.of("AU", "BR", "CA", "CN", "DE", "HK", "IN", "JP", "MX", "NL", "SG", "US");

    private static final Set<String> MEMBERS =
            Set.of(
                    "sessionName",
                    "role",
                    "userKey",
                    "sessionKey",
                    "expiresInSeconds",
                    "compat",
                    "password",
                    "geoRegions",
                    "cloudRecordingOption",
                    "cloudRecordingElection",
                    "cloudRecordingTranscriptOption",
                    "telemetryTrackingId",
                    "videoWebrtcMode",
                    "audioWebrtcMode");

    /// What only today's edition has.
    record Options(
            List<String> geoRegions,
            OptionalInt cloudRecordingOption,
            OptionalInt cloudRecordingElection,
            OptionalInt cloudRecordingTranscriptOption,
            Optional<String> telemetryTrackingId,
            OptionalInt videoWebrtcMode,
            OptionalInt audioWebrtcMode) {

        static final Options NONE =
                new Options(
                        List.of(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty());
    }

    /// @throws ProblemException 400, with every member that is wrong
    static TokenOrder parse(@Nullable JsonNode body) {
        Fields fields = Fields.of(body, MEMBERS);
        Compat compat = compat(fields);
        String sessionName = sessionName(fields, compat);
        OptionalInt role = fields.whole("role", 0, 1);
        required(fields, "role", "0 for a participant, 1 for a host");
        TokenOrder order =
                new TokenOrder(
                        compat,
                        sessionName,
                        role.orElse(0),
                        text(fields, "userKey", compat.longestUser()),
                        text(fields, "sessionKey", LONGEST_SESSION_KEY),
                        fields.whole("expiresInSeconds", SHORTEST_SECONDS, LONGEST_SECONDS)
                                .orElse(USUAL_SECONDS),
                        password(fields),
                        options(fields, role));
        compat.unknown().stream()
                .filter(fields::has)
                .sorted()
                .forEach(name -> fields.fault(name, reason(compat)));
        fields.check();
        return order;
    }

    private static Compat compat(Fields fields) {
        Optional<String> text = fields.text("compat");
        return text.flatMap(Compat::parse)
                .orElseGet(() -> {
                    if (text.isPresent()) {
                        fields.fault("compat", "must be current or seed");
                    }
                    return Compat.CURRENT;
                });
    }

    private static String reason(Compat compat) {
        return switch (compat) {
            case CURRENT ->
                    "is no part of a token any more: give it to the SDK when joining, or send compat: seed";
            case SEED -> "is not known to compat: seed";
        };
    }

    private static String sessionName(Fields fields, Compat compat) {
        Optional<String> name = fields.text("sessionName");
        String expected =
                "1 to 200 letters, digits, blanks and symbols, of the symbols none but"
                        + " !#$%&()+-:;<=.>?@[]^_{}|~,"
                        + (compat == Compat.CURRENT ? "\\" : "");
        required(fields, "sessionName", expected);
        if (name.isPresent() && !compat.isSessionName(name.get())) {
            fields.fault("sessionName", "must have " + expected);
        }
        return name.orElse("");
    }

    private static Options options(Fields fields, OptionalInt role) {
        OptionalInt recording = fields.whole("cloudRecordingOption", 0, 1);
        if (recording.isPresent() && role.equals(OptionalInt.of(0))) {
            fields.fault("cloudRecordingOption", "is the host's to choose: role must be 1 with it");
        }
        return new Options(
                regions(fields),
                recording,
                fields.whole("cloudRecordingElection", 0, 1),
                fields.whole("cloudRecordingTranscriptOption", 0, 2),
                text(fields, "telemetryTrackingId", LONGEST_TRACKING_ID),
                fields.whole("videoWebrtcMode", 0, 1),
                fields.whole("audioWebrtcMode", 0, 1));
    }

    /// A list, or a text with commas as in the claim.
    private static List<String> regions(Fields fields) {
        if (!fields.has("geoRegions")) {
            return List.of();
        }
        JsonNode node = fields.node("geoRegions");
        List<String> regions = new ArrayList<>();
        if (node.isTextual()) {
            Stream.of(node.textValue().split(",", -1)).map(String::strip).forEach(regions::add);
        }
        if (node.isArray()) {
            node.forEach(one -> regions.add(one.asText()));
        }
        if (regions.isEmpty() || !REGIONS.containsAll(regions)) {
            fields.fault(
                    "geoRegions",
                    "must be a list of at least one of "
                            + String.join(", ", REGIONS.stream().sorted().toList()));
            return List.of();
        }
        return regions.stream().distinct().toList();
    }

    /// Zoom limits the length alone; control characters have no business in a claim.
    private static Optional<String> text(Fields fields, String name, int longest) {
        return text(
                fields,
                name,
                longest,
                "characters, none of them a control character",
                one -> one.codePoints().noneMatch(Character::isISOControl));
    }

    private static Optional<String> password(Fields fields) {
        return text(
                fields,
                "password",
                LONGEST_PASSWORD,
                "printable ASCII characters",
                one -> one.chars().allMatch(c -> c >= ' ' && c <= '~'));
    }

    private static Optional<String> text(
            Fields fields, String name, int longest, String what, Predicate<String> allowed) {
        Optional<String> text = fields.text(name);
        boolean right =
                text.map(one ->
                                !one.isEmpty()
                                        && one.codePointCount(0, one.length()) <= longest
                                        && allowed.test(one))
                        .orElse(true);
        if (!right) {
            fields.fault(name, "must have 1 to " + longest + " " + what);
        }
        return text;
    }

    private static void required(Fields fields, String name, String expected) {
        if (!fields.has(name)) {
            fields.fault(name, "is missing: " + expected);
        }
    }

    @Override
    public String toString() {
        return "TokenOrder[role " + role + ", " + compat.wireName() + "]";
    }
}
