package dev.hostkeysync.ops.lag;

import dev.hostkeysync.outbox.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongBiFunction;

/// The readings of the last two minutes and what they say together.
///
/// @param readings from the oldest; never changed
public record LagHistory(List<LagReading> readings) {

    static final Duration KEPT = Duration.ofMinutes(2);

    /// Over how long rates are taken.
    static final Duration WINDOW = Duration.ofSeconds(30);

    static final LagHistory NONE = new LagHistory(List.of());

    public LagHistory {
        readings = List.copyOf(readings);
    }

    LagHistory with(LagReading reading) {
        List<LagReading> kept = new ArrayList<>();
        for (LagReading one : readings) {
            if (Duration.between(one.at(), reading.at()).compareTo(KEPT) <= 0) {
                kept.add(one);
            }
        }
        kept.add(reading);
        return new LagHistory(kept);
    }

    public Optional<LagReading> last() {
        return readings.isEmpty() ? Optional.empty() : Optional.of(readings.getLast());
    }

    /// Records written on the topic, a second, by anybody.
    public double arrivedPerSecond(Topic topic) {
        return perSecond(topic, LagReading::end);
    }

    /// Records that our group has handled, a second, on all replicas together.
    public double handledPerSecond(Topic topic) {
        return perSecond(topic, LagReading::committed);
    }

    /// How long a partition has had records that nobody handled, without one step ahead: the worst
    /// of the topic. Never longer than the history.
    public Duration stuckFor(Topic topic) {
        return last().stream()
                .flatMap(reading -> reading.of(topic))
                .map(this::stuckFor)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private Duration stuckFor(PartitionLag now) {
        if (now.lag() == 0) {
            return Duration.ZERO;
        }
        LagReading since = readings.getLast();
        for (LagReading reading : readings.reversed()) {
            if (reading.of(now.topic())
                    .noneMatch(then ->
                            then.partition() == now.partition()
                                    && then.lag() > 0
                                    && then.committed() == now.committed())) {
                break;
            }
            since = reading;
        }
        return Duration.between(since.at(), readings.getLast().at());
    }

    private double perSecond(Topic topic, ToLongBiFunction<LagReading, Topic> count) {
        if (readings.size() < 2) {
            return 0;
        }
        LagReading last = readings.getLast();
        LagReading first =
                readings.stream()
                        .filter(one -> Duration.between(one.at(), last.at()).compareTo(WINDOW) <= 0)
                        .findFirst()
                        .orElse(last);
        double seconds = Duration.between(first.at(), last.at()).toMillis() / 1000.0;
        long records = count.applyAsLong(last, topic) - count.applyAsLong(first, topic);
        return seconds > 0 ? Math.max(0, records) / seconds : 0;
    }
}
