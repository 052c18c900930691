package dev.hostkeysync.hostkey;

import java.util.random.RandomGenerator;

/// Draws the given numbers, one after the other.
final class ScriptedRandom implements RandomGenerator {

    private final long[] numbers;
    private int next;

    ScriptedRandom(long... numbers) {
        this.numbers = numbers;
    }

    @Override
    public long nextLong() {
        throw new UnsupportedOperationException("the generator draws below a bound");
    }

    @Override
    public long nextLong(long bound) {
        return numbers[next++];
    }
}
