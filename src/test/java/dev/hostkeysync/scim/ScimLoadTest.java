package dev.hostkeysync.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ScimLoadTest {

    private static final ScimAnswer DONE = ScimAnswer.empty(204, Map.of());
    private static final OptionalLong NO_BODY = OptionalLong.of(0);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ScimLoad load = new ScimLoad(() -> 16, metrics);

    @Test
    void refusesWhatIsTooMuchAndGoesOnAfterwards() {
        ScimAnswer refusal = whileBusy(16, NO_BODY, () -> load.within(NO_BODY, () -> DONE));

        assertThat(refusal.status()).isEqualTo(429);
        assertThat(refusal.headers()).isEqualTo(Map.of("Retry-After", "1"));
        assertThat(refusal.body().orElseThrow().toString())
                .isEqualTo(
                        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:Error\"],"
                                + "\"detail\":\"too many requests at once; send it again\",\"status\":\"429\"}");
        assertThat(load.within(NO_BODY, () -> DONE)).isEqualTo(DONE);
    }

    @Test
    void takesAsManyAsItShould() {
        assertThat(whileBusy(15, NO_BODY, () -> load.within(NO_BODY, () -> DONE))).isEqualTo(DONE);
    }

    @Test
    void takesFewerWithLargeBodies() {
        OptionalLong half = OptionalLong.of(512 * 1024);

        for (OptionalLong body : List.of(half, OptionalLong.of(Long.MAX_VALUE))) {
            assertThat(whileBusy(3, half, () -> load.within(body, () -> DONE)).status())
                    .isEqualTo(429);
        }
        assertThat(whileBusy(3, half, () -> load.within(NO_BODY, () -> DONE))).isEqualTo(DONE);
        assertThat(whileBusy(8, OptionalLong.empty(), () -> load.within(NO_BODY, () -> DONE)))
                .extracting(ScimAnswer::status)
                .isEqualTo(429);
    }

    @Test
    void makesRoomForWhatFails() {
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() ->
                            load.within(
                                    NO_BODY,
                                    () -> {
                                        throw new IllegalStateException("x");
                                    }))
                    .hasMessage("x");
        }

        assertThat(metrics.get("hostkeysync_scim_in_flight").gauge().value()).isZero();
        assertThat(whileBusy(16, NO_BODY, this::busy)).isEqualTo(DONE);
    }

    private ScimAnswer busy() {
        assertThat(metrics.get("hostkeysync_scim_in_flight").gauge().value()).isEqualTo(16);
        return DONE;
    }

    private interface Work {
        ScimAnswer answer();
    }

    /// Works inside so many others.
    private ScimAnswer whileBusy(int others, OptionalLong body, Work work) {
        return others == 0
                ? work.answer()
                : load.within(body, () -> whileBusy(others - 1, body, work));
    }
}
