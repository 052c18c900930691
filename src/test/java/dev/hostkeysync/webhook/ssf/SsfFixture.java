package dev.hostkeysync.webhook.ssf;

import dev.hostkeysync.access.jwt.IssuerKeys;
import dev.hostkeysync.directory.UserReference;
import dev.hostkeysync.ssfsim.Sets;
import dev.hostkeysync.ssfsim.SigningKeys;
import dev.hostkeysync.testing.TestClock;
import dev.hostkeysync.webhook.Notice;
import dev.hostkeysync.webhook.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jose4j.jwk.PublicJsonWebKey;

/// A receiver whose inbox and verifications are lists, and an issuer that it knows.
final class SsfFixture {

    static final String ISSUER = "https://idp.example.com/tenant";
    static final String AUDIENCE = "https://hostkeys.example.com";

    final TestClock clock = new TestClock("2026-11-22T10:00:00Z");
    final SigningKeys keys = new SigningKeys();
    final Sets sets = new Sets(ISSUER, AUDIENCE, clock);
    final List<Notice> notices = new ArrayList<>();
    final List<String> verifications = new ArrayList<>();
    final List<Outcome> outcomes = new ArrayList<>();

    /// In place of the keys above, unless empty.
    List<PublicJsonWebKey> published = List.of();

    boolean keysAway;
    int keyReads;

    /// Thrown by the inbox in place of taking anything.
    Optional<RuntimeException> trouble = Optional.empty();

    final SsfReceiver receiver =
            new SsfReceiver(
                    new SetReader(
                            Transmitters.of(
                                    List.of(ISSUER, "https://other.example.com"),
                                    issuer -> new IssuerKeys(this::keys, "SSF_ISSUERS", clock)),
                            Set.of("https://elsewhere.example.com", AUDIENCE),
                            Duration.ofMinutes(2),
                            clock),
                    this::take,
                    (_, state, at) -> {
                        verifications.add(state.orElse("") + "@" + at);
                        return !state.equals(Optional.of("wrong"));
                    },
                    outcomes::add,
                    clock);

    private List<PublicJsonWebKey> keys() throws IOException {
        keyReads++;
        if (keysAway) {
            throw new IOException("it is away");
        }
        return published.isEmpty() ? keys.keys() : published;
    }

    private void take(Notice notice) {
        trouble.ifPresent(failure -> {
            throw failure;
        });
        notices.add(notice);
    }

    /// Every name with what it is, in the order in which they count.
    static String names(UserReference user) {
        return Stream.of(
                        user.id().map(id -> "id=" + id),
                        user.zoomUserId().map(id -> "zoomUserId=" + id),
                        user.externalId().map(id -> "externalId=" + id),
                        user.userName().map(name -> "userName=" + name),
                        user.email().map(email -> "email=" + email))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
    }
}
