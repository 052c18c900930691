package dev.hostkeysync.stack;

import dev.hostkeysync.stack.Step.Reveal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Plays steps, prints what each of them leads to as it happens, and judges it.
final class Performance {

    private final Stage stage;
    private final Consumer<String> out;
    private final Set<String> seenEvents = new HashSet<>();
    private boolean asExpected = true;

    Performance(Stage stage, Consumer<String> out) {
        this.stage = stage;
        this.out = out;
    }

    /// @return whether everything was as each step expects
    boolean play(List<Step> steps) {
        int right = 0;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            out.accept("[%d/%d] %s".formatted(i + 1, steps.size(), step.title()));
            asExpected = true;
            play(step);
            right += asExpected ? 1 : 0;
            out.accept("");
        }
        out.accept("%d of %d steps showed what they must.".formatted(right, steps.size()));
        return right == steps.size();
    }

    private void play(Step step) {
        if (step.person().userId.isEmpty() && !step.introduces()) {
            boolean _ = line("not played", "the user was never created", false, "an earlier step");
            return;
        }
        int pushesBefore = stage.zoom().pushes().size();
        step.atZoom().run();
        Optional<String> keyBefore = stage.zoom().hostKey(step.person().zoomUserId);
        for (Step.Request request : step.requests()) {
            if (!sent(request, step.person())) {
                return;
            }
        }
        lifecycleEvent(step);
        push(step, pushesBefore, keyBefore);
        hostKeyEvent(step);
        reveal(step);
    }

    private boolean sent(Step.Request request, Person person) {
        Call call = request.call().get();
        Answer answer = stage.service().send(call);
        if (answer.status() == 201) {
            person.userId = answer.at("id").asText();
        }
        String path = URLDecoder.decode(call.path(), StandardCharsets.UTF_8);
        return line(
                "request",
                "%s %s -> %d".formatted(call.method(), path, answer.status()),
                request.statuses().contains(answer.status()),
                "status " + request.statuses());
    }

    private void lifecycleEvent(Step step) {
        String type = step.expected().fullLifecycleType();
        Optional<Received> event = next(stage.lifecycle(), step.person(), type);
        boolean _ = line("lifecycle event", event, type);
    }

    private void push(Step step, int before, Optional<String> keyBefore) {
        int status = step.expected().zoomStatus();
        String expected = "a PATCH for this user, answered " + status;
        Optional<SimulatedZoom.Push> push =
                stage.eventually(() -> push(step.person(), before, status));
        if (push.isEmpty()) {
            boolean _ = line("Zoom", "nothing of the kind", false, expected);
            return;
        }
        String path = URLDecoder.decode(push.get().path(), StandardCharsets.UTF_8);
        String seen = "PATCH %s {\"host_key\": 6 to 10 digits} -> %d".formatted(path, status);
        boolean other =
                status != 204 || !stage.zoom().hostKey(step.person().zoomUserId).equals(keyBefore);
        boolean _ = line("Zoom", seen, other, "another key than before");
    }

    private Optional<SimulatedZoom.Push> push(Person person, int before, int status) {
        return stage.zoom().pushes().stream()
                .skip(before)
                .filter(push -> push.status() == status)
                .filter(push -> names(push.path(), person))
                .findFirst();
    }

    private static boolean names(String path, Person person) {
        String readable = URLDecoder.decode(path, StandardCharsets.UTF_8);
        return readable.contains(person.zoomUserId) || readable.contains(person.email);
    }

    private void hostKeyEvent(Step step) {
        String type = "dev.hostkeysync.host-key.changed.v1";
        Optional<Received> event = next(stage.hostKeys(), step.person(), type);
        if (!line("host-key event", event, type)) {
            return;
        }
        String change = Answer.json(event.orElseThrow().value()).path("change").asText();
        String expected = step.expected().change();
        boolean _ = line("", "change " + change, change.equals(expected), "change " + expected);
    }

    private void reveal(Step step) {
        Answer answer = stage.reveal(step.person());
        Optional<String> key = stage.zoom().hostKey(step.person().zoomUserId);
        boolean _ =
                switch (step.expected().reveal()) {
                    case Reveal.Shown() -> shown(answer, key);
                    case Reveal.Withheld(int status) -> withheld(answer, key, status);
                };
    }

    /// Prints digits only where they are what they must be: the answer to somebody who may read it.
    private boolean shown(Answer answer, Optional<String> key) {
        String revealed = answer.at("hostKey").asText();
        if (answer.status() != 200 || !key.equals(Optional.of(revealed))) {
            String seen =
                    "status %d, not with the key the simulator holds".formatted(answer.status());
            return line("reveal", seen, false, "status 200 and the key the simulator holds");
        }
        return line(
                "reveal",
                "200, version %s, %s, host key %s; the simulator holds %s"
                        .formatted(
                                answer.at("version").asText(),
                                answer.at("state").asText(),
                                revealed,
                                key.get()),
                answer.at("state").asText().equals("ACTIVE"),
                "state ACTIVE");
    }

    private boolean withheld(Answer answer, Optional<String> key, int status) {
        boolean digits =
                answer.at("hostKey").isTextual() || key.map(answer.body()::contains).orElse(false);
        return line(
                "reveal",
                digits ? "a host key" : "%d, no host key".formatted(answer.status()),
                answer.status() == status && !digits,
                "status %d and no host key".formatted(status));
    }

    /// The event of this type about the person that no earlier step has seen.
    private Optional<Received> next(Events events, Person person, String type) {
        Optional<Received> event =
                events.find(
                        record ->
                                record.key().equals(person.userId)
                                        && record.type().equals(type)
                                        && !seenEvents.contains(record.id()),
                        stage.patience());
        event.map(Received::id).ifPresent(seenEvents::add);
        return event;
    }

    private boolean line(String label, Optional<Received> event, String type) {
        return line(
                label,
                event.map(e -> "%s, key %s, id %s".formatted(e.type(), e.key(), e.id()))
                        .orElse("nothing of the kind"),
                event.isPresent(),
                type + " about this user");
    }

    private boolean line(String label, String seen, boolean right, String expected) {
        asExpected &= right;
        String text = "  %-16s %s".formatted(label, seen);
        out.accept(right ? text : "%s%n  FAILED           expected %s".formatted(text, expected));
        return right;
    }
}
