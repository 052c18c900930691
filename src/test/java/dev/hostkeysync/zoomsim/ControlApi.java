package dev.hostkeysync.zoomsim;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The side door `/_sim`: tells the simulator what to do and shows what it saw, host keys included.
/// Nothing of it is Zoom's, and none of it is counted.
final class ControlApi {

    private final Simulation simulation;
    private final WebhookControl webhooks;

    private ControlApi(Simulation simulation, WebhookControl webhooks) {
        this.simulation = simulation;
        this.webhooks = webhooks;
    }

    static ControlApi of(Simulation simulation, InstantSource clock) {
        return new ControlApi(simulation, new WebhookControl(simulation, clock));
    }

    Answer answer(Call call) throws InterruptedException {
        String path = String.join("/", call.segments().subList(1, call.segments().size()));
        try {
            return path.startsWith("users/")
                    ? user(call, path.substring("users/".length()))
                    : collection(call, call.method() + " " + path);
        } catch (IllegalArgumentException e) {
            return problem(400, String.valueOf(e.getMessage()));
        }
    }

    private Answer collection(Call call, String wanted) throws InterruptedException {
        return switch (wanted) {
            case "GET options" -> Answer.json(200, simulation.options());
            case "PATCH options" -> {
                JsonNode changes = Json.read(call.body());
                yield Answer.json(200, simulation.change(options -> options.merge(changes)));
            }
            case "GET requests" -> Answer.json(200, simulation.log().since(sinceOf(call)));
            case "GET stats" -> Answer.json(200, simulation.stats());
            case "GET users" -> Answer.json(200, simulation.users().all());
            case "GET meetings" -> Answer.json(200, simulation.meetings().all());
            case "POST users" -> Answer.json(201, add(Json.read(call.body())));
            case "POST crowd" -> Answer.json(201, crowd(Json.read(call.body())));
            case "GET misbehave" -> Answer.json(200, simulation.misbehaviour().rules());
            case "POST misbehave" -> done(() -> misbehave(call));
            case "DELETE misbehave" -> done(simulation.misbehaviour()::clear);
            case "POST release" -> done(simulation.hanging()::release);
            case "POST tokens/invalidate" -> done(simulation.tokens()::invalidate);
            case "POST reset" -> done(simulation::reset);
            case "POST webhook" -> webhooks.send(Json.read(call.body()));
            default -> problem(404, "there is no " + wanted + " under /_sim");
        };
    }

    private Answer user(Call call, String ref) {
        SimulatedUsers users = simulation.users();
        Optional<SimulatedUser> user = users.find(ref);
        if (user.isEmpty()) {
            return problem(404, "there is no user " + ref);
        }
        return switch (call.method()) {
            case "GET" -> Answer.json(200, user.get());
            case "PATCH" ->
                    Answer.json(
                            200,
                            users.edit(ref, Json.as(UserFields.class, Json.read(call.body())))
                                    .orElseThrow());
            case "DELETE" -> done(() -> users.remove(ref));
            default -> Answer.methodNotAllowed("GET, PATCH, DELETE");
        };
    }

    private JsonNode add(JsonNode body) {
        List<SimulatedUser> added = new ArrayList<>();
        for (JsonNode each : body.isArray() ? body : List.of(body)) {
            added.add(simulation.users().add(Json.as(UserFields.class, each)));
        }
        return Json.tree(body.isArray() ? added : added.getFirst());
    }

    private Map<String, Integer> crowd(JsonNode body) {
        int count = body.path("count").asInt();
        String domain = body.path("domain").asText("example.com");
        simulation.users().crowd(count, domain);
        return Map.of("count", count);
    }

    private void misbehave(Call call) {
        simulation.misbehaviour().add(Rule.read(Json.read(call.body())));
    }

    private static long sinceOf(Call call) {
        return Long.parseLong(call.query().first("since").orElse("0"));
    }

    private static Answer done(Runnable task) {
        task.run();
        return Answer.noContent();
    }

    static Answer problem(int status, String error) {
        return Answer.json(status, Map.of("error", error));
    }
}
