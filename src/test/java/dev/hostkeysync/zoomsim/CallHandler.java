package dev.hostkeysync.zoomsim;

import java.util.Optional;
import java.util.OptionalInt;

/// One call from arrival to answer: noted, counted, spoilt where a rule says so, and answered by
/// the simulated Zoom. All notes are complete before the caller can read the answer.
final class CallHandler {

    private final Simulation simulation;
    private final ZoomApi zoom;

    CallHandler(Simulation simulation) {
        this.simulation = simulation;
        this.zoom = simulation.zoom();
    }

    Answer handle(Call call) throws InterruptedException {
        // Before the note: who reads in the log that a call came knows that it is in flight.
        InFlight.Ticket ticket = ticketFor(call);
        RequestLog.Entry entry = simulation.log().add(call);
        Optional<RateLabel> label = zoom.labelOf(call);
        simulation.meter().arrived(label);
        Answer answer = Answer.NONE;
        try (ticket) {
            Optional<Answer> refusal = isForToken(call) ? Optional.empty() : zoom.refuse(call);
            answer =
                    refusal.isPresent()
                            ? refusal.get()
                            : behave(call.withContended(ticket.contended()), ticket);
        } finally {
            entry.answered(answer.status());
            simulation.meter().answered(answer.status());
        }
        return answer.isNone() ? answer : withHeaders(answer, label);
    }

    private Answer withHeaders(Answer answer, Optional<RateLabel> label) {
        if (label.isEmpty()) {
            return answer;
        }
        SimulatorOptions now = simulation.options();
        Answer labelled = answer.withDefault("x-ratelimit-category", label.get().category());
        OptionalInt limit = now.plan().perSecond(label.get());
        return now.limitHeaders() && limit.isPresent()
                ? labelled.withDefault("x-ratelimit-type", Throttling.PER_SECOND)
                        .withDefault("x-ratelimit-limit", Integer.toString(limit.getAsInt()))
                : labelled;
    }

    private InFlight.Ticket ticketFor(Call call) {
        if (!call.isWrite()) {
            return simulation.inFlight().notCounted();
        }
        String ref = call.userRef().orElseThrow();
        String user = simulation.users().address(ref).map(SimulatedUser::id).orElse(ref);
        return simulation.inFlight().enter(user);
    }

    private Answer behave(Call call, InFlight.Ticket ticket) throws InterruptedException {
        Misbehaviour.Verdict verdict = simulation.misbehaviour().judge(call);
        if (verdict.delay().isPositive()) {
            Thread.sleep(verdict.delay());
        }
        return verdict.action().isPresent()
                ? act(verdict.action().get(), call, ticket)
                : answer(call);
    }

    private Answer act(Action action, Call call, InFlight.Ticket ticket)
            throws InterruptedException {
        ActionAnswers answers = simulation.actionAnswers();
        return switch (action) {
            case Action.Status status -> answers.status(status, call);
            case Action.Throttle throttle ->
                    answers.throttle(throttle, zoom.labelOf(call).orElse(RateLabel.LIGHT));
            case Action.Garbage _ -> answers.garbage();
            case Action.RefuseValue _ -> answer(call.withValueRefused());
            case Action.DropBeforeApply _ -> Answer.NONE;
            case Action.DropAfterApply _ -> {
                Answer _ = answer(call);
                yield Answer.NONE;
            }
            case Action.HangBeforeApply _ -> {
                ticket.close();
                yield simulation.hanging().hang() ? answer(call) : Answer.NONE;
            }
            case Action.HangAfterApply _ -> {
                Answer answer = answer(call);
                ticket.close();
                yield simulation.hanging().hang() ? answer : Answer.NONE;
            }
            // Already waited for.
            case Action.Delay _, Action.DelayRange _ -> answer(call);
        };
    }

    private Answer answer(Call call) {
        return isForToken(call) ? simulation.tokenEndpoint().answer(call) : zoom.perform(call);
    }

    private static boolean isForToken(Call call) {
        return call.segments().equals(TokenEndpoint.PATH);
    }
}
