package dev.hostkeysync.directory;

import dev.hostkeysync.lifecycle.Cause;
import dev.hostkeysync.lifecycle.Trigger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// The words on one user in the order in which they were said, whatever the order in which they
/// came, and what each made of where the user stood.
record Timeline(Standing base, List<Step> steps) {

    /// @param base where the user stood before the first of them
    /// @param eligible whether the policy lets the user hold a key, now and so at all times
    static Timeline of(Standing base, Collection<Fact> facts, boolean eligible) {
        List<Step> steps = new ArrayList<>(facts.size());
        Standing standing = base;
        for (Fact fact : new TreeSet<>(facts)) {
            Step step = Step.take(standing, fact, eligible);
            steps.add(step);
            standing = step.after();
        }
        boolean existsInTheEnd = standing.exists();
        steps.replaceAll(step -> existsInTheEnd ? alwaysTold(step) : step);
        return new Timeline(base, steps);
    }

    /// What was said of the user before the provider had them is told once it has.
    private static Step alwaysTold(Step step) {
        if (step.before().exists() || !step.fact().kind().isAlwaysTold() || step.foreign()) {
            return step;
        }
        Trigger trigger =
                step.fact().kind() == FactKind.SIGN_IN_CHANGED
                        ? Trigger.SSO_CHANGED
                        : Trigger.ZOOM_USER_READY;
        return new Step(
                step.fact(),
                step.before(),
                step.after(),
                List.of(Telling.of(trigger, true)),
                false);
    }

    Standing last() {
        return steps.isEmpty() ? base : steps.getLast().after();
    }

    Optional<Step> stepOf(Fact fact) {
        return steps.stream().filter(step -> step.fact().equals(fact)).findFirst();
    }

    /// What has to be told now that this is known, and less was known before: everything that was
    /// not told yet. From the first such word on where the user stands, all that follow it are told
    /// again, so that whoever listens ends where the user does.
    ///
    /// @param known the same user with fewer facts; what it says was told
    /// @param isNew whether nothing was told of this user, not even that they exist
    List<Telling> news(Timeline known, boolean isNew, boolean eligible) {
        List<Telling> news = new ArrayList<>();
        boolean again = false;
        boolean born = base.exists();
        for (Step step : steps) {
            List<Telling> told = known.stepOf(step.fact()).map(Step::tellings).orElse(List.of());
            boolean birth = !born && step.after().exists();
            born |= birth;
            for (Telling telling : step.tellings()) {
                boolean fresh =
                        birth
                                ? isNew || (telling.on() && known.wasBornOff())
                                : told.stream()
                                        .noneMatch(one -> one.trigger() == telling.trigger());
                again |= fresh && telling.isOfStanding();
                if (fresh || (again && telling.isOfStanding())) {
                    news.add(telling);
                }
            }
        }
        closing(news, known.last().isOn(eligible) && !known.last().left(), eligible)
                .ifPresent(news::add);
        return news;
    }

    /// Whether the world was told that the user was off from the first moment.
    private boolean wasBornOff() {
        return steps.stream()
                .filter(step -> !step.before().exists() && step.after().exists())
                .flatMap(step -> step.tellings().stream())
                .filter(telling -> telling.trigger() == Trigger.USER_CREATED)
                .findFirst()
                .filter(told -> !told.on())
                .isPresent();
    }

    /// Two systems that contradict each other may have led to what was never told, or take back
    /// what was: the last word must still be the one in force.
    private Optional<Telling> closing(List<Telling> news, boolean wasOn, boolean eligible) {
        boolean toldOn =
                news.stream()
                        .filter(Telling::isOfStanding)
                        .reduce((_, last) -> last)
                        .map(Telling::on)
                        .orElse(wasOn);
        Standing last = last();
        boolean on = last.isOn(eligible) && !last.left();
        if (toldOn == on) {
            return Optional.empty();
        }
        if (!last.exists()) {
            return Optional.of(Telling.of(Trigger.USER_REMOVED, false));
        }
        if (last.left()) {
            return Optional.of(Telling.of(Trigger.USER_TRANSFERRED, false));
        }
        return Optional.of(Telling.turned(on, last.activeAtZoom() ? Cause.PROVIDER : Cause.ZOOM));
    }
}
