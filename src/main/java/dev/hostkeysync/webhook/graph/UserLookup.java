package dev.hostkeysync.webhook.graph;

import dev.hostkeysync.webhook.graph.GraphAnswer.Done;
import dev.hostkeysync.webhook.graph.GraphAnswer.Expired;
import dev.hostkeysync.webhook.graph.GraphAnswer.NotFound;
import dev.hostkeysync.webhook.graph.GraphAnswer.Refused;
import dev.hostkeysync.webhook.graph.GraphAnswer.Throttled;
import dev.hostkeysync.webhook.graph.GraphAnswer.Unclear;

/// Reads one user from Graph.
final class UserLookup {

    // Graph says so of the delta query only.
    private static final String EXPIRED = "it answered that a user has expired";

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
                                                    "",
                                                    "it tells no userPrincipalName or"
                                                            + " accountEnabled, which need"
                                                            + " User.Read.All")));
            case NotFound _ -> amongDeleted(user);
            case Expired _ -> new Look.Failed(new Unclear(EXPIRED));
            case Refused refused -> new Look.Failed(refused);
            case Throttled throttled -> new Look.Failed(throttled);
            case Unclear unclear -> new Look.Failed(unclear);
        };
    }

    private Look amongDeleted(ObjectId user) {
        return switch (graph.get("/directory/deletedItems/" + user + "?$select=id")) {
            case Done _ -> new Look.Deleted();
            // An app that may not look there cannot tell; the harmless answer is right too.
            case Refused(int status, _, _) when status == 403 -> new Look.Deleted();
            case NotFound _ -> new Look.Absent();
            case Expired _ -> new Look.Failed(new Unclear(EXPIRED));
            case Refused refused -> new Look.Failed(refused);
            case Throttled throttled -> new Look.Failed(throttled);
            case Unclear unclear -> new Look.Failed(unclear);
        };
    }
}
