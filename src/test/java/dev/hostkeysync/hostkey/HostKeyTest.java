package dev.hostkeysync.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.identity.UserId;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostKeyTest {

    private static final UserId ZOE =
            new UserId(UUID.fromString("0199aa00-0000-7000-8000-000000000001"));
    private static final SealedDigits SEALED = new SealedDigits(new byte[] {1, 0, 0, 0, 7, 42}, 7);
    private static final Instant OPENED = Instant.parse("2026-12-01T09:00:00Z");
    private static final Instant CONFIRMED = Instant.parse("2026-12-01T09:00:01Z");
    private static final Instant ENDED = Instant.parse("2026-12-02T09:00:00Z");

    private final HostKey.Pending pending =
            new HostKey.Pending(ZOE, 3, false, SEALED, OPENED, true, Optional.empty());
    private final HostKey.Active active =
            new HostKey.Active(ZOE, 3, false, SEALED, OPENED, CONFIRMED, Optional.empty());

    /// Which methods lead from one type to another; an empty cell is a move nobody can write down.
    @ParameterizedTest
    @CsvSource({
        "PENDING, PENDING, withConcealment",
        "PENDING, ACTIVE, confirmed",
        "PENDING, RETIRED, refused revoked superseded",
        "ACTIVE, PENDING, ''",
        "ACTIVE, ACTIVE, ''",
        "ACTIVE, RETIRED, revoked superseded",
        "RETIRED, PENDING, ''",
        "RETIRED, ACTIVE, ''",
        "RETIRED, RETIRED, shredded",
    })
    void movesOnlyAlongTheDiagram(HostKeyState from, HostKeyState to, String moves) {
        String methods =
                String.join(
                        " ",
                        Arrays.stream(typeOf(from).getDeclaredMethods())
                                .filter(method -> method.getReturnType() == typeOf(to))
                                .map(Method::getName)
                                .sorted()
                                .toList());

        assertThat(methods).isEqualTo(moves);
    }

    @Test
    void knowsItsState() {
        assertThat(pending.state()).isEqualTo(HostKeyState.PENDING);
        assertThat(active.state()).isEqualTo(HostKeyState.ACTIVE);
        assertThat(active.superseded(ENDED).state()).isEqualTo(HostKeyState.RETIRED);
    }

    @Test
    void keepsItsDigitsWhenConcealedOrConfirmed() {
        assertThat(pending.withConcealment(true))
                .isEqualTo(
                        new HostKey.Pending(ZOE, 3, true, SEALED, OPENED, true, Optional.empty()));
        assertThat(pending.confirmed(CONFIRMED)).isEqualTo(active);
    }

    @Test
    void keepsItsDigitsWhenRefusedOrSuperseded() {
        assertThat(pending.refused(ENDED))
                .isEqualTo(retired(Optional.of(SEALED), Optional.empty(), RetiredAs.REFUSED));
        assertThat(active.superseded(ENDED))
                .isEqualTo(
                        retired(Optional.of(SEALED), Optional.of(CONFIRMED), RetiredAs.SUPERSEDED));
    }

    @Test
    void losesItsDigitsWhenRevokedOrShredded() {
        assertThat(pending.revoked(ENDED))
                .isEqualTo(retired(Optional.empty(), Optional.empty(), RetiredAs.REVOKED));
        assertThat(active.revoked(ENDED))
                .isEqualTo(retired(Optional.empty(), Optional.of(CONFIRMED), RetiredAs.REVOKED));
        assertThat(active.superseded(ENDED).shredded())
                .isEqualTo(retired(Optional.empty(), Optional.of(CONFIRMED), RetiredAs.SUPERSEDED));
    }

    @Test
    void printsNoCiphertext() {
        assertThat(pending)
                .hasToString(
                        "Pending[userId="
                                + ZOE
                                + ", version=3, concealed=false, sealed=[sealed with key 7],"
                                + " openedAt=2026-12-01T09:00:00Z, sent=true, driftedAt=Optional.empty]");
    }

    private static Class<? extends HostKey> typeOf(HostKeyState state) {
        return switch (state) {
            case PENDING -> HostKey.Pending.class;
            case ACTIVE -> HostKey.Active.class;
            case RETIRED -> HostKey.Retired.class;
        };
    }

    private static HostKey.Retired retired(
            Optional<SealedDigits> sealed, Optional<Instant> activatedAt, RetiredAs as) {
        return new HostKey.Retired(ZOE, 3, false, sealed, OPENED, activatedAt, ENDED, as);
    }
}
