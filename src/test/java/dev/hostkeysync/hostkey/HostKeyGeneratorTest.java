package dev.hostkeysync.hostkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostKeyGeneratorTest {

    private static final HostKeyPolicy POLICY = new HostKeyPolicy();

    @ParameterizedTest
    @ValueSource(ints = {6, 7, 8, 9, 10})
    void drawsKeysOfTheConfiguredLengthThatThePolicyAccepts(int length) {
        HostKeyGenerator generator = new HostKeyGenerator(seeded(), POLICY, length);

        assertThat(Stream.generate(() -> generator.next(List.of())).limit(1000))
                .allMatch(key -> key.reveal().length() == length)
                .allMatch(key -> POLICY.refusal(key, List.of()).isEmpty());
    }

    /// The first two digits sort the keys into a hundred heaps. Each must get its share of the
    /// draws, within five standard deviations.
    @Test
    void drawsEveryAcceptedKeyEquallyOften() {
        HostKeyGenerator generator = new HostKeyGenerator(seeded(), POLICY, 6);
        int draws = 200_000;
        int[] accepted = new int[100];
        int[] drawn = new int[100];

        for (int key = 0; key < 1_000_000; key++) {
            String digits = Integer.toString(1_000_000 + key).substring(1);
            accepted[key / 10_000] +=
                    POLICY.refusal(HostKeyDigits.of(digits), List.of()).isEmpty() ? 1 : 0;
        }
        for (int i = 0; i < draws; i++) {
            drawn[Integer.parseInt(generator.next(List.of()).reveal().substring(0, 2))]++;
        }

        double perKey = (double) draws / IntStream.of(accepted).sum();
        for (int heap = 0; heap < 100; heap++) {
            double expected = accepted[heap] * perKey;
            assertThat((double) drawn[heap]).isCloseTo(expected, within(5 * Math.sqrt(expected)));
        }
    }

    @Test
    void keepsLeadingZeros() {
        HostKeyGenerator generator = new HostKeyGenerator(new ScriptedRandom(4827), POLICY, 6);

        assertThat(generator.next(List.of())).isEqualTo(HostKeyDigits.of("004827"));
    }

    @Test
    void drawsAgainWhatThePolicyRefuses() {
        HostKeyGenerator generator =
                new HostKeyGenerator(new ScriptedRandom(123456, 482093, 730164), POLICY, 6);

        assertThat(generator.next(List.of(HostKeyDigits.of("482093"))))
                .isEqualTo(HostKeyDigits.of("730164"));
    }

    @Test
    void givesUpOnABrokenRandomSource() {
        HostKeyGenerator generator = new HostKeyGenerator(() -> 0L, POLICY, 6);

        assertThatThrownBy(() -> generator.next(List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "no host key after 1000 draws, the last one repeats a digit or a block of digits; the random"
                                + " source is broken");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 11})
    void refusesALengthThatZoomRefuses(int length) {
        assertThatThrownBy(() -> new HostKeyGenerator(seeded(), POLICY, length))
                .hasMessage("a host key has 6 to 10 digits, not " + length);
    }

    private static RandomGenerator seeded() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(42);
    }
}
