package dev.hostkeysync.portal.console;

import dev.hostkeysync.ops.pipeline.PipelineSnapshot;
import dev.hostkeysync.ops.pipeline.Verdict;
import dev.hostkeysync.portal.console.StageView.Chart;
import dev.hostkeysync.portal.console.StageView.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The six stages, from request to event.
final class Stages {

    private static final String LIFECYCLE = "identity-lifecycle";
    private static final String HOST_KEYS = "host-key-events";
    private static final String LIGHT = "light";

    private Stages() {}

    static List<StageView> of(PipelineSnapshot now) {
        return List.of(intake(now), outbox(now), consumer(now), users(now), zoom(now), events(now));
    }

    private static StageView intake(PipelineSnapshot now) {
        double all = now.intake().scimPerSecond() + now.intake().webhooksPerSecond();
        return new StageView(
                "intake",
                "Accepted",
                (all > 0 ? Tone.GOOD : Tone.IDLE).css(),
                all > 0 ? "Coming in" : "Quiet",
                Figures.rate(all),
                "/ s",
                StageView.THIS_REPLICA,
                List.of(
                        new Fact("SCIM", Figures.rate(now.intake().scimPerSecond()) + " / s"),
                        new Fact(
                                "Webhooks",
                                Figures.rate(now.intake().webhooksPerSecond()) + " / s")),
                List.of(
                        new Chart(
                                "Changes accepted a second, by SCIM and by webhooks",
                                "/ s",
                                "scim webhooks")));
    }

    private static StageView outbox(PipelineSnapshot now) {
        double oldest = now.outbox().oldestSeconds();
        Tone tone = Tone.GOOD;
        String word = "Flowing";
        if (oldest >= Verdict.OUTBOX_STALLED.toSeconds()) {
            tone = Tone.BAD;
            word = "Stuck";
        } else if (oldest >= Verdict.OUTBOX_SLOW.toSeconds()) {
            tone = Tone.WARN;
            word = "Slow";
        } else if (now.outbox().rows() == 0) {
            word = "Empty";
        }
        return new StageView(
                "outbox",
                "Outbox",
                tone.css(),
                word,
                Figures.count(now.outbox().rows()),
                "to send",
                StageView.ALL_REPLICAS,
                List.of(new Fact("Oldest", Figures.age(oldest))),
                List.of(new Chart("Messages that wait for Kafka", "", "outbox")));
    }

    private static StageView consumer(PipelineSnapshot now) {
        Optional<PipelineSnapshot.TopicLag> topic = topic(now, LIFECYCLE);
        long lag = topic.map(PipelineSnapshot.TopicLag::lag).orElse(0L);
        Tone tone = lag >= Verdict.LAG_SLOW ? Tone.WARN : Tone.GOOD;
        String word = lag == 0 ? "Caught up" : lag >= Verdict.LAG_SLOW ? "Behind" : "Working";
        if (!now.kafka().answers()) {
            tone = Tone.BAD;
            word = "Kafka silent";
        } else if (now.deadLetters() > 0 && tone == Tone.GOOD) {
            tone = Tone.WARN;
            word = "Dead letters";
        }
        return new StageView(
                "consumer",
                "Consumer",
                tone.css(),
                word,
                topic.map(one -> Figures.count(one.lag())).orElse("?"),
                "events behind",
                StageView.ALL_REPLICAS,
                List.of(
                        new Fact("In", perSecond(topic, true)),
                        new Fact("Out", perSecond(topic, false)),
                        new Fact("Dead letters", Figures.count(now.deadLetters()))),
                List.of(new Chart("Lifecycle events that are not applied yet", "", "lag")));
    }

    private static StageView users(PipelineSnapshot now) {
        PipelineSnapshot.Work work = now.work();
        long all = work.due() + work.waiting() + work.inDoubt() + work.refused();
        Tone tone = Tone.GOOD;
        String word = all == 0 ? "All done" : "Working";
        if (work.behindSeconds() >= Verdict.BEHIND_STALLED.toSeconds()) {
            tone = Tone.BAD;
            word = "Nobody's turn comes";
        } else if (work.behindSeconds() >= Verdict.BEHIND_SLOW.toSeconds()) {
            tone = Tone.WARN;
            word = "Slow";
        } else if (work.refused() > 0) {
            tone = Tone.WARN;
            word = "Some refused";
        } else if (work.due() == 0 && all > 0) {
            word = "Some wait";
        }
        return new StageView(
                "users",
                "Users to do",
                tone.css(),
                word,
                Figures.count(all),
                all == 1 ? "user" : "users",
                StageView.ALL_REPLICAS,
                List.of(
                        new Fact("Due", Figures.count(work.due())),
                        new Fact("Waiting", Figures.count(work.waiting())),
                        new Fact("In doubt", Figures.count(work.inDoubt())),
                        new Fact("Refused", Figures.count(work.refused())),
                        new Fact("Oldest", Figures.age(work.oldestSeconds()))),
                List.of(
                        new Chart("Users with something left to do at Zoom", "", "unfinished"),
                        new Chart("The age of the oldest of their work", "s", "oldest")));
    }

    private static StageView zoom(PipelineSnapshot now) {
        double all =
                now.zoom().requestsPerSecond().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum();
        Optional<PipelineSnapshot.RateClass> light =
                now.zoom().budget().stream().filter(one -> one.name().equals(LIGHT)).findFirst();
        double used = light.map(PipelineSnapshot.RateClass::usedRatio).orElse(0.0);
        Optional<PipelineSnapshot.Held> held =
                light.flatMap(one -> Optional.ofNullable(one.held()));
        Tone tone = Tone.GOOD;
        String word = all > 0 ? "Answering" : "Open";
        if (held.isPresent()) {
            boolean refused = held.filter(one -> one.cause().equals("refused")).isPresent();
            tone = refused ? Tone.BAD : Tone.WARN;
            word = refused ? "Refuses us" : "Held";
        } else if (used >= Verdict.BUDGET_FULL) {
            tone = Tone.WARN;
            word = "At our limit";
        }
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Budget used", Figures.percent(used)));
        now.zoom()
                .requestsPerSecond()
                .forEach((outcome, rate) -> {
                    if (rate > 0) {
                        facts.add(
                                new Fact(
                                        outcome.replace('_', ' ').replace('-', ' '),
                                        Figures.rate(rate) + " / s"));
                    }
                });
        return new StageView(
                "zoom",
                "Zoom",
                tone.css(),
                word,
                Figures.rate(all),
                "calls / s",
                StageView.THIS_REPLICA,
                facts,
                List.of(new Chart("Calls to Zoom a second", "/ s", "zoom")));
    }

    private static StageView events(PipelineSnapshot now) {
        double rate = now.events().perSecond();
        Optional<PipelineSnapshot.TopicLag> topic = topic(now, HOST_KEYS);
        return new StageView(
                "events",
                "Host-key events",
                (!now.kafka().answers() ? Tone.BAD : rate > 0 ? Tone.GOOD : Tone.IDLE).css(),
                !now.kafka().answers() ? "Kafka silent" : rate > 0 ? "Going out" : "Quiet",
                Figures.rate(rate),
                "/ s",
                StageView.ALL_REPLICAS,
                List.of(
                        new Fact(
                                "To subscribers",
                                topic.map(one -> Figures.count(one.lag()) + " behind")
                                        .orElse("?"))),
                List.of(new Chart("Host-key events a second", "/ s", "events")));
    }

    private static String perSecond(Optional<PipelineSnapshot.TopicLag> topic, boolean arrived) {
        return topic.map(one ->
                        Figures.rate(arrived ? one.arrivedPerSecond() : one.handledPerSecond())
                                + " / s")
                .orElse("?");
    }

    private static Optional<PipelineSnapshot.TopicLag> topic(PipelineSnapshot now, String name) {
        return now.kafka().topics().stream().filter(one -> one.topic().equals(name)).findFirst();
    }
}
