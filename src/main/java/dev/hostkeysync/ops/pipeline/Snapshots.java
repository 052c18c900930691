package dev.hostkeysync.ops.pipeline;

import dev.hostkeysync.ops.lag.ConsumerGroup;
import dev.hostkeysync.ops.lag.LagReading;
import dev.hostkeysync.provisioning.BudgetLevel;
import dev.hostkeysync.provisioning.SyncState;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Readings as the API tells them.
final class Snapshots {

    private Snapshots() {}

    static PipelineSnapshot of(Readings now, Instant at, List<Moment> samples) {
        Verdict verdict = Verdict.of(now.vitals());
        return new PipelineSnapshot(
                at,
                verdict.state().label(),
                verdict.reason(),
                new PipelineSnapshot.Intake(
                        now.counts().scimPerSecond(now.before()),
                        now.counts().webhooksPerSecond(now.before())),
                new PipelineSnapshot.Outbox(now.outbox().rows(), now.outbox().oldestSeconds()),
                new PipelineSnapshot.Kafka(
                        now.lagNow().isPresent(),
                        now.lag().last().map(LagReading::at).orElse(null),
                        now.lagNow().stream().flatMap(reading -> topics(now, reading)).toList()),
                work(now),
                new PipelineSnapshot.Zoom(
                        now.counts().zoomByOutcome(now.before()),
                        now.budget().stream().map(Snapshots::rateClass).toList()),
                new PipelineSnapshot.Events(
                        now.lag().arrivedPerSecond(ConsumerGroup.SUBSCRIPTIONS)),
                now.deadLetters(),
                samples);
    }

    static Moment moment(Readings now, Instant at) {
        return new Moment(
                at,
                Verdict.of(now.vitals()).state().label(),
                now.counts().scimPerSecond(now.before()),
                now.counts().webhooksPerSecond(now.before()),
                now.outbox().rows(),
                now.lagNow().map(reading -> reading.lag(ConsumerGroup.PROVISIONING)).orElse(null),
                now.work().unfinished(),
                now.work().oldestSeconds(),
                now.counts().zoomPerSecond(now.before()),
                now.lag().arrivedPerSecond(ConsumerGroup.SUBSCRIPTIONS),
                now.budgetUsed(),
                now.budget().stream()
                        .collect(Collectors.toMap(BudgetLevel::rateClass, BudgetLevel::usedRatio)));
    }

    private static Stream<PipelineSnapshot.TopicLag> topics(Readings now, LagReading reading) {
        return Stream.of(ConsumerGroup.PROVISIONING, ConsumerGroup.SUBSCRIPTIONS)
                .map(group ->
                        new PipelineSnapshot.TopicLag(
                                group.topic().name(""),
                                reading.lag(group),
                                now.lag().arrivedPerSecond(group),
                                now.lag().handledPerSecond(group)));
    }

    private static PipelineSnapshot.Work work(Readings now) {
        return new PipelineSnapshot.Work(
                now.work().of(SyncState.DUE),
                now.work().of(SyncState.WAITING),
                now.work().of(SyncState.IN_DOUBT),
                now.work().of(SyncState.REFUSED),
                now.work().oldestSeconds(),
                now.work().behindSeconds());
    }

    private static PipelineSnapshot.RateClass rateClass(BudgetLevel level) {
        return new PipelineSnapshot.RateClass(
                level.rateClass(),
                level.usedRatio(),
                level.held()
                        .map(held ->
                                new PipelineSnapshot.Held(
                                        held.cause(),
                                        held.reason(),
                                        held.remaining().toMillis() / 1000.0))
                        .orElse(null));
    }
}
