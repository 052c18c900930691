package dev.hostkeysync.zoomsim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The rules in force, in the order they came.
final class Misbehaviour {

    /// What is to happen to one call.
    record Verdict(Duration delay, Optional<Action> action) {}

    private final SimulatedUsers users;
    private final RandomGenerator random;
    private final List<Rule> rules = new ArrayList<>();

    Misbehaviour(SimulatedUsers users, RandomGenerator random) {
        this.users = users;
        this.random = random;
    }

    synchronized void add(List<Rule> more) {
        rules.addAll(more);
    }

    synchronized List<Rule> rules() {
        return List.copyOf(rules);
    }

    synchronized void clear() {
        rules.clear();
    }

    /// All delays that match, and the first other action that matches; each has been used once more
    /// then.
    synchronized Verdict judge(Call call) {
        long millis = 0;
        Optional<Action> action = Optional.empty();
        for (Rule rule : List.copyOf(rules)) {
            if (!rule.match().isMet(call, users)) {
                continue;
            }
            if (rule.action() instanceof Action.Delay(long ms)) {
                millis += ms;
            } else if (rule.action() instanceof Action.DelayRange(long min, long max)) {
                millis += random.nextLong(min, max + 1);
            } else if (action.isEmpty()) {
                action = Optional.of(rule.action());
            } else {
                continue;
            }
            use(rule);
        }
        return new Verdict(Duration.ofMillis(millis), action);
    }

    private void use(Rule rule) {
        if (rule.times() == null) {
            return;
        }
        int place = rules.indexOf(rule);
        if (rule.times() > 1) {
            rules.set(place, new Rule(rule.match(), rule.times() - 1, rule.action()));
        } else {
            rules.remove(place);
        }
    }
}
