package dev.hostkeysync.bench;

import org.HdrHistogram.Histogram;

/// What a run of the generator has measured.
///
/// @param answered whole answers within the time
/// @param seconds how long requests were sent
/// @param micros latency of every request, in microseconds
record Load(long answered, double seconds, Histogram micros) {

    double perSecond() {
        return answered / seconds;
    }

    /// @param percentile 0 to 100
    /// @return in milliseconds
    double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1_000.0;
    }
}
