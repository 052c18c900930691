package dev.hostkeysync.hostkey;

import java.util.Collection;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Draws new digits: each key that the policy accepts is as likely as any other, because refused
/// ones are thrown away whole and nothing is repaired.
final class HostKeyGenerator {

    /// The policy refuses one draw in eight: that so many in a row are refused by chance is
    /// unthinkable.
    private static final int TRIES = 1000;

    private final RandomGenerator random;
    private final HostKeyPolicy policy;
    private final int length;
    private final long bound;

    /// @param random in production a `java.security.SecureRandom`
    /// @param length digits of a key, 6 to 10
    HostKeyGenerator(RandomGenerator random, HostKeyPolicy policy, int length) {
        if (length < HostKeyDigits.MIN_LENGTH || length > HostKeyDigits.MAX_LENGTH) {
            throw new IllegalArgumentException("a host key has 6 to 10 digits, not " + length);
        }
        this.random = random;
        this.policy = policy;
        this.length = length;
        this.bound = Math.powExact(10L, length);
    }

    /// @param lastKeys what must not come again
    /// @throws IllegalStateException when the policy refused a thousand draws: the random source is
    ///   broken
    HostKeyDigits next(Collection<HostKeyDigits> lastKeys) {
        Optional<Refusal> refusal = Optional.empty();
        for (int i = 0; i < TRIES; i++) {
            HostKeyDigits key = draw();
            refusal = policy.refusal(key, lastKeys);
            if (refusal.isEmpty()) {
                return key;
            }
        }
        throw new IllegalStateException(
                "no host key after %d draws, the last one %s; the random source is broken"
                        .formatted(TRIES, refusal.map(Refusal::reason).orElse("")));
    }

    private HostKeyDigits draw() {
        String digits = Long.toString(random.nextLong(bound));
        return HostKeyDigits.of("0".repeat(length - digits.length()) + digits);
    }
}
