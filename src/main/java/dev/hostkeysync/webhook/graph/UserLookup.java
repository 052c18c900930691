package dev.hostkeysync.webhook.graph;

import dev.hostkeysync.webhook.graph.GraphAnswer.Done;
import dev.hostkeysync.webhook.graph.GraphAnswer.Expired;
import dev.hostkeysync.webhook.graph.GraphAnswer.NotFound;
import dev.hostkeysync.webhook.graph.GraphAnswer.Refused;
import dev.hostkeysync.webhook.graph.GraphAnswer.Throttled;
import dev.hostkeysync.webhook.graph.GraphAnswer.Unclear;

/// Reads one user from Graph.
final class UserLookup {

    private final GraphApi graph;

    UserLookup(GraphApi graph) {
        this.graph = graph;
    }

    Look look(ObjectId user) {
        return switch (graph.get("/users/" + user + "?$select=" + GraphUser.SELECT)) {
            case Done(var body) ->
                    GraphUser.parse(body)
                            .filter(read -> read.id().equals(user))
                            .<Look>map(Look.Present::new)
                            .orElseGet(() ->
                                    new Look.Failed(
                                            new Refused(
                                                    200,
                                                    "it tells no userPrincipalName or"
                                                            + " accountEnabled, which need"
                                                            + " User.Read.All")));
            case NotFound _, Expired _ -> amongDeleted(user);
            case Refused refused -> new Look.Failed(refused);
            case Throttled throttled -> new Look.Failed(throttled);
            case Unclear unclear -> new Look.Failed(unclear);
        };
    }

    private Look amongDeleted(ObjectId user) {
        return switch (graph.get("/directory/deletedItems/" + user + "?$select=id")) {
            case Done _ -> new Look.Deleted();
            // An app that may not look there cannot tell; the harmless answer is right too.
            case Refused(int status, _) when status == 403 -> new Look.Deleted();
            case NotFound _, Expired _ -> new Look.Absent();
            case Refused refused -> new Look.Failed(refused);
            case Throttled throttled -> new Look.Failed(throttled);
            case Unclear unclear -> new Look.Failed(unclear);
        };
    }
}
