package dev.hostkeysync.scim;

import static dev.hostkeysync.scim.Provider.body;
import static dev.hostkeysync.scim.Provider.error;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 9865.
class UserCursorTest {

    private final Provider provider = new Provider();
    private final List<String> ids = new ArrayList<>();

    @BeforeEach
    void fill() {
        for (int i = 1; i <= 5; i++) {
            ids.add(
                    provider.created(
                            "{'userName':'user%d','displayName':'%s'}"
                                    .formatted(i, i == 3 ? "" : "name" + (9 - i))));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "count=2, '[user1, user2][user3, user4][user5]'",
        "count=5, '[user1, user2, user3, user4, user5]'",
        "count=2&sortBy=userName&sortOrder=descending, '[user5, user4][user3, user2][user1]'",
        "count=3&sortBy=displayName, '[user3, user5, user4][user2, user1]'",
        "count=1&filter=userName ge \"USER4\", '[user4][user5]'",
        "count=2&filter=userName pr&sortBy=id&sortOrder=descending, '[user5, user4][user3, user2][user1]'"
    })
    void walksFromPageToPage(String query, String pages) {
        StringBuilder walked = new StringBuilder();
        String cursor = "";
        do {
            ObjectNode page = page(query, cursor);
            walked.append(names(page));
            assertThat(page.has("startIndex")).isFalse();
            assertThat(page.path("totalResults").asInt()).isEqualTo(query.contains(" ge ") ? 2 : 5);
            cursor = page.path("nextCursor").asText();
        } while (!cursor.isEmpty());

        assertThat(walked).hasToString(pages);
    }

    @Test
    void walksBack() {
        ObjectNode first = page("count=2", "");
        ObjectNode second = page("count=2", first.path("nextCursor").asText());
        ObjectNode third = page("count=2", second.path("nextCursor").asText());
        ObjectNode again = page("count=2", third.path("previousCursor").asText());
        ObjectNode start = page("count=2", again.path("previousCursor").asText());

        assertThat(first.has("previousCursor")).isFalse();
        assertThat(third.has("nextCursor")).isFalse();
        assertThat(names(again)).isEqualTo("[user3, user4]");
        assertThat(again.path("nextCursor")).isEqualTo(second.path("nextCursor"));
        assertThat(names(start)).isEqualTo("[user1, user2]");
        assertThat(start.has("previousCursor")).isFalse();
        assertThat(names(page("count=2", start.path("nextCursor").asText())))
                .isEqualTo("[user3, user4]");
    }

    @Test
    void missesNobodyWhileOthersAreRemovedAndAdded() {
        ObjectNode first = page("count=2", "");
        ScimAnswer _ = provider.delete(ids.get(0));
        ScimAnswer _ = provider.delete(ids.get(1));
        ScimAnswer _ = provider.post("{'userName':'user6'}");

        assertThat(names(page("count=9", first.path("nextCursor").asText())))
                .isEqualTo("[user3, user4, user5, user6]");
    }

    @Test
    void tellsTheTotalOnlyForACountOfZero() {
        assertThat(Json.text(page("count=0", "")))
                .isEqualTo(
                        """
                        {'schemas':['urn:ietf:params:scim:api:messages:2.0:ListResponse'],'totalResults':5,\
                        'itemsPerPage':0,'Resources':[]}\
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAA", "ü", "a b", "1", "%00"})
    void refusesRubbish(String cursor) {
        assertThat(error(provider.query("cursor=" + cursor)))
                .isEqualTo(
                        "400 invalidCursor this cursor is not of this query; begin again with an empty one");
    }

    @Test
    void refusesACursorOfAnotherQueryAndOneThatWasChanged() {
        String cursor = page("count=2", "").path("nextCursor").asText();
        String changed =
                cursor.substring(0, 30)
                        + (cursor.charAt(30) == 'A' ? 'B' : 'A')
                        + cursor.substring(31);

        assertThat(error(provider.query("cursor=" + cursor, "sortBy=userName")))
                .startsWith("400 invalidCursor ");
        assertThat(error(provider.query("cursor=" + cursor, "filter=userName pr")))
                .startsWith("400 invalidCursor ");
        assertThat(error(provider.query("cursor=" + changed))).startsWith("400 invalidCursor ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "many", "1.5"})
    void refusesACountThatIsNone(String count) {
        assertThat(error(provider.query("cursor=", "count=" + count)))
                .isEqualTo("400 invalidCount 'count' must be an integer, and not negative");
    }

    @Test
    void takesAnIndexOrACursor() {
        assertThat(error(provider.query("cursor=", "startIndex=1")))
                .isEqualTo("400 invalidValue give 'startIndex' or 'cursor', not both");
    }

    private ObjectNode page(String query, String cursor) {
        return body(provider.query((query + "&cursor=" + cursor).split("&", -1)));
    }

    private static String names(ObjectNode page) {
        return page.path("Resources")
                .valueStream()
                .map(user -> user.path("userName").asText())
                .toList()
                .toString();
    }
}
