package dev.hostkeysync.scim;

import static dev.hostkeysync.scim.Provider.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What PostgreSQL finds is what the same filter matches in memory.
class FilterSqlTest {

    private static final int USERS = 150;
    private static final int FILTERS = 1_200;

    private final Provider provider = new Provider();

    @Test
    void findsWhatTheFilterMatches() {
        RandomUsers random = new RandomUsers(7643);
        IntStream.range(0, USERS).forEach(number -> create(random.next(number)));
        List<ObjectNode> users =
                body(provider.list("1", "1000"))
                        .path("Resources")
                        .valueStream()
                        .map(ObjectNode.class::cast)
                        .toList();
        assertThat(users).hasSize(USERS);
        RandomFilters filters = new RandomFilters(7644);
        int some = 0;

        for (int i = 0; i < FILTERS; i++) {
            String filter = filters.next();
            List<String> matching = matching(filter, users);
            some += matching.isEmpty() || matching.size() == USERS ? 0 : 1;

            assertThat(found(filter)).as(filter).isEqualTo(matching);
        }

        // Otherwise the test says nothing.
        assertThat(some).isGreaterThan(FILTERS / 3);
    }

    private void create(ObjectNode user) {
        ScimAnswer answer =
                provider.post(new String(ScimJson.bytes(user), StandardCharsets.UTF_8), true);
        assertThat(answer.status()).as(() -> Json.text(answer.body().orElseThrow())).isEqualTo(201);
    }

    private static List<String> matching(String filter, List<ObjectNode> users) {
        Filter parsed = FilterParser.parse(filter);
        return users.stream()
                .filter(user ->
                        FilterMatch.matches(parsed, new ResourceScope(ResourceType.USER, user)))
                .map(user -> user.path("userName").asText())
                .toList();
    }

    private List<String> found(String filter) {
        ScimAnswer answer = provider.search(filter, "1000");
        assertThat(answer.status()).as(() -> filter + ": " + body(answer)).isEqualTo(200);
        assertThat(body(answer).path("totalResults").asInt())
                .isEqualTo(body(answer).path("Resources").size());
        return body(answer)
                .path("Resources")
                .valueStream()
                .map((JsonNode user) -> user.path("userName").asText())
                .toList();
    }
}
