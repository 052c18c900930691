package dev.hostkeysync.webhook.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.webhook.graph.GraphAnswer.Done;
import dev.hostkeysync.webhook.graph.GraphAnswer.Expired;
import dev.hostkeysync.webhook.graph.GraphAnswer.NotFound;
import dev.hostkeysync.webhook.graph.GraphAnswer.Refused;
import dev.hostkeysync.webhook.graph.GraphAnswer.Unclear;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/// `/users/delta`, page by page: whoever a page names is put on the list. Pages tell what has
/// changed somewhat later than the users themselves do, so nothing in them is believed but the ids.
final class DeltaQuery {

    private static final Logger LOG = Logger.getLogger(DeltaQuery.class);

    /// What makes a user appear in the pages after the first round.
    private static final String FIRST = "/users/delta?$select=" + GraphUser.SELECT;

    private final GraphApi graph;
    private final Watch watch;

    DeltaQuery(GraphApi graph, Watch watch) {
        this.graph = graph;
        this.watch = watch;
    }

    /// Reads the next page of the round under way.
    ///
    /// @return why it could not be read; when it has expired, the next round is a full one
    Optional<GraphAnswer> page(UUID me, Watch.State state) {
        Optional<URI> link = state.link().flatMap(stored -> graph.link(stored.toString()));
        if (state.link().isPresent() && link.isEmpty()) {
            // GRAPH_API_URL is another one than before.
            return expired(me);
        }
        GraphAnswer answer = link.map(graph::follow).orElseGet(() -> graph.get(FIRST));
        return switch (answer) {
            case Done(var page) -> read(me, state, page);
            case Expired _, NotFound _ when link.isPresent() -> expired(me);
            case Refused(int status, _, _) when status == 400 && link.isPresent() -> expired(me);
            // There was no link: a new beginning would be the same question.
            case Expired _, NotFound _ ->
                    Optional.of(new Unclear("it does not know the delta query of users"));
            case GraphAnswer other -> Optional.of(other);
        };
    }

    private Optional<GraphAnswer> expired(UUID me) {
        LOG.info(
                "Microsoft Graph does not know any more what has changed since we asked last: all"
                        + " users are read once");
        watch.expired(me);
        return Optional.of(new Expired());
    }

    private Optional<GraphAnswer> read(UUID me, Watch.State state, JsonNode page) {
        boolean last = page.path("@odata.nextLink").isMissingNode();
        String given = page.path(last ? "@odata.deltaLink" : "@odata.nextLink").asText("");
        Optional<URI> next = graph.link(given);
        if (next.isEmpty() || !page.path("value").isArray()) {
            return Optional.of(
                    new Unclear("a page of the delta query leads nowhere, or to another host"));
        }
        List<Notification.UserChanged> users = new ArrayList<>();
        for (JsonNode user : page.path("value")) {
            boolean deleted =
                    user.path("@removed").path("reason").asText("").equalsIgnoreCase("deleted");
            ObjectId.parse(user.path("id").asText(""))
                    .ifPresent(id -> users.add(new Notification.UserChanged(id, deleted)));
        }
        watch.page(me, state, users, next.get(), last);
        return Optional.empty();
    }
}
