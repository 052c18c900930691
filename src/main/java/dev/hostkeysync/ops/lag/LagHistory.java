package dev.hostkeysync.ops.lag;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
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

    /// @param lag records that the group has not handled
    /// @param time for how long a partition of it has had some and not moved
    public record Stuck(ConsumerGroup group, long lag, Duration time) {

        static final Stuck NOBODY = new Stuck(ConsumerGroup.PROVISIONING, 0, Duration.ZERO);
    }

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

    /// Records written on the topic it reads, a second, by anybody.
    public double arrivedPerSecond(ConsumerGroup group) {
        return perSecond(group, LagReading::end);
    }

    /// Records that it has handled, a second, on all replicas together.
    public double handledPerSecond(ConsumerGroup group) {
        return perSecond(group, LagReading::committed);
    }

    /// The group with a partition that has had records for longest without one step ahead. Never
    /// longer than the history.
    public Stuck stuck() {
        return last().stream()
                .flatMap(reading ->
                        reading.partitions().stream()
                                .map(partition ->
                                        new Stuck(
                                                partition.group(),
                                                reading.lag(partition.group()),
                                                stuckFor(partition))))
                .max(Comparator.comparing(Stuck::time))
                .orElse(Stuck.NOBODY);
    }

    private Duration stuckFor(PartitionLag now) {
        if (now.lag() == 0) {
            return Duration.ZERO;
        }
        LagReading since = readings.getLast();
        for (LagReading reading : readings.reversed()) {
            if (reading.of(now.group())
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

    private double perSecond(
            ConsumerGroup group, ToLongBiFunction<LagReading, ConsumerGroup> count) {
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
        long records = count.applyAsLong(last, group) - count.applyAsLong(first, group);
        return seconds > 0 ? Math.max(0, records) / seconds : 0;
    }
}
