package dev.hostkeysync.webhook.ssf;

import dev.hostkeysync.access.jwt.Metadata;
import dev.hostkeysync.common.Secret;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads the values of `SSF_…`.
final class SsfSettings {

    /// RFC 6750 section 2.1.
    private static final Pattern TOKEN = Pattern.compile("[\\w.~+/-]{16,}=*");

    /// Not what is expected. The message does not repeat a value: it may be a secret.
    static final class Fault extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        Fault(String what) {
            super(what);
        }
    }

    private SsfSettings() {}

    /// @return without a slash at their ends, each once
    static Set<String> issuers(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(SsfSettings::issuer)
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }

    static Set<String> audience(String text) {
        Set<String> audience =
                Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .collect(Collectors.toUnmodifiableSet());
        if (!audience.stream().allMatch(one -> one.matches("\\S+"))) {
            throw new Fault("one of them is empty or has a blank");
        }
        return audience;
    }

    static List<PushToken> pushTokens(String text) {
        return entries(text).stream()
                .map(parts ->
                        switch (parts.size()) {
                            case 1 -> new PushToken(Optional.empty(), token(parts.get(0)));
                            case 2 ->
                                    new PushToken(
                                            Optional.of(issuer(parts.get(0))), token(parts.get(1)));
                            default -> throw new Fault("an entry has more than two parts");
                        })
                .toList();
    }

    static List<PollSource> pollSources(String text) {
        return triples(text).stream()
                .map(parts ->
                        new PollSource(
                                issuer(parts.get(0)), endpoint(parts.get(1)), token(parts.get(2))))
                .toList();
    }

    static List<VerifiedStream> streams(String text) {
        List<VerifiedStream> streams =
                triples(text).stream()
                        .map(parts -> {
                            if (parts.get(1).isEmpty()) {
                                throw new Fault("a stream id is empty");
                            }
                            return new VerifiedStream(
                                    issuer(parts.get(0)), parts.get(1), token(parts.get(2)));
                        })
                        .toList();
        if (streams.stream().map(VerifiedStream::issuer).distinct().count() < streams.size()) {
            throw new Fault("an issuer is there twice");
        }
        return streams;
    }

    static Optional<String> fault(Supplier<?> reading) {
        try {
            Object _ = reading.get();
            return Optional.empty();
        } catch (Fault fault) {
            return Optional.ofNullable(fault.getMessage());
        }
    }

    static Optional<String> durationFault(String text, Duration least, Duration most) {
        try {
            Duration duration = Duration.parse(text);
            return duration.compareTo(least) < 0 || duration.compareTo(most) > 0
                    ? Optional.of("it is out of range")
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.of("its value cannot be read");
        }
    }

    /// Called with values that may be wrong each for itself; then the other check says so.
    static List<String> faults(Function<String, Optional<String>> environment) {
        List<String> faults = new ArrayList<>();
        Function<String, Optional<String>> set =
                name -> environment.apply(name).filter(text -> !text.isBlank());
        Set<String> known =
                set.apply("SSF_ISSUERS").map(SsfSettings::issuersOrNone).orElse(Set.of());
        if (!known.isEmpty() && set.apply("SSF_AUDIENCE").isEmpty()) {
            faults.add(
                    "SSF_AUDIENCE: is not set; expected what the transmitters write into aud, because SSF_ISSUERS is"
                            + " set");
        }
        stray(set.apply("SSF_PUSH_TOKENS"), known, "SSF_PUSH_TOKENS", SsfSettings::issuersOfPush)
                .ifPresent(faults::add);
        stray(
                        set.apply("SSF_POLL"),
                        known,
                        "SSF_POLL",
                        text -> pollSources(text).stream().map(PollSource::issuer))
                .ifPresent(faults::add);
        stray(
                        set.apply("SSF_VERIFY"),
                        known,
                        "SSF_VERIFY",
                        text -> streams(text).stream().map(VerifiedStream::issuer))
                .ifPresent(faults::add);
        return faults;
    }

    private static Stream<String> issuersOfPush(String text) {
        return pushTokens(text).stream().map(PushToken::issuer).flatMap(Optional::stream);
    }

    private static Set<String> issuersOrNone(String text) {
        try {
            return issuers(text);
        } catch (Fault _) {
            return Set.of();
        }
    }

    private static Optional<String> stray(
            Optional<String> text,
            Set<String> known,
            String variable,
            Function<String, Stream<String>> issuersIn) {
        try {
            return text.filter(value -> !issuersIn.apply(value).allMatch(known::contains))
                    .map(_ ->
                            variable
                                    + ": names an issuer that SSF_ISSUERS does not; expected only issuers that are"
                                    + " there too");
        } catch (Fault _) {
            return Optional.empty();
        }
    }

    private static List<List<String>> triples(String text) {
        List<List<String>> entries = entries(text);
        if (entries.stream().anyMatch(parts -> parts.size() != 3)) {
            throw new Fault("an entry has not three parts");
        }
        return entries;
    }

    private static List<List<String>> entries(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(entry -> Arrays.stream(entry.split("\\|", -1)).map(String::strip).toList())
                .toList();
    }

    private static String issuer(String text) {
        Metadata.fault(text)
                .ifPresent(_ -> {
                    throw new Fault("an issuer is no such URL");
                });
        return Metadata.withoutSlash(text);
    }

    private static URI endpoint(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException _) {
            throw new Fault("an endpoint is no URL");
        }
        if (!Metadata.isSafe(uri) || uri.getUserInfo() != null) {
            throw new Fault("an endpoint is no https URL");
        }
        return uri;
    }

    private static Secret token(String text) {
        if (!TOKEN.matcher(text).matches()) {
            throw new Fault("a token is too short or has other characters than a bearer token");
        }
        return Secret.of(text);
    }
}
