package dev.hostkeysync.scimclient;

import static org.assertj.core.api.Assertions.assertThat;

import de.captaingoldfish.scim.sdk.client.builder.ListBuilder;
import de.captaingoldfish.scim.sdk.common.constants.enums.Comparator;
import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.response.ListResponse;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Captain Goldfish's client searches among three users: a, b and c.
class GoldfishSearchIT {

    private static final Goldfish SCIM = new Goldfish();
    private static final String TAG = UUID.randomUUID().toString();

    @BeforeAll
    static void create() {
        User b = Goldfish.user(TAG + "b@example.com");
        b.setActive(false);
        User _ = SCIM.create(User.builder().userName(TAG + "c@example.com").title("x").build());
        User _ = SCIM.create(b);
        User _ = SCIM.create(Goldfish.user(TAG + "a@example.com"));
    }

    @AfterAll
    static void close() {
        SCIM.close();
    }

    @Test
    void findsWhatTheFilterSays() {
        assertThat(found(users().filter("userName", Comparator.EQ, TAG + "A@example.com").build()))
                .isEqualTo("a");
        assertThat(
                        found(
                                users().filter("userName", Comparator.SW, TAG)
                                        .and("active", Comparator.EQ, true)
                                        .build()))
                .isEqualTo("ac");
        assertThat(
                        found(
                                users().filter("userName", Comparator.SW, TAG)
                                        .and(true, "title", Comparator.CO, "guide")
                                        .or("title", Comparator.EQ, "x")
                                        .closeParenthesis()
                                        .and("active", Comparator.NE, false)
                                        .and("meta.created", Comparator.GT, Instant.EPOCH)
                                        .build()))
                .isEqualTo("ac");
        assertThat(
                        found(
                                users().filter(
                                                "emails[type EQ \"home\" AND value SW \"home-"
                                                        + TAG
                                                        + "\"] AND NOT (active EQ true)")))
                .isEqualTo("b");
        assertThat(found(users().filter("id", Comparator.EQ, "nobody").build())).isEmpty();
    }

    @Test
    void sortsAndPages() {
        ListResponse<User> page =
                Goldfish.resource(
                        ours().sortBy("userName")
                                .sortOrder(SortOrder.DESCENDING)
                                .startIndex(2)
                                .count(5)
                                .attributes("userName", "title")
                                .get()
                                .sendRequest());

        assertThat(letters(page)).isEqualTo("ba");
        assertThat(page.getTotalResults()).isEqualTo(3);
        assertThat(page.getStartIndex()).isEqualTo(2);
        assertThat(page.getItemsPerPage()).isEqualTo(2);
        assertThat(page.getListedResources().getFirst().getTitle()).contains("Tour\\Guide");
        assertThat(page.getListedResources().getFirst().getEmails()).isEmpty();
    }

    @Test
    void searchesByPost() {
        ListResponse<User> page =
                Goldfish.resource(
                        ours().sortBy("userName")
                                .sortOrder(SortOrder.ASCENDING)
                                .count(2)
                                .excludedAttributes("emails")
                                .post()
                                .sendRequest());

        assertThat(letters(page)).isEqualTo("ab");
        assertThat(page.getTotalResults()).isEqualTo(3);
        assertThat(page.getListedResources().getFirst().getEmails()).isEmpty();
    }

    /// One more than we put into a page when nobody says how many.
    @Test
    void readsEveryPage() {
        String others = UUID.randomUUID().toString();
        for (int i = 0; i < 101; i++) {
            User _ = SCIM.create(User.builder().userName(others + i).build());
        }

        ListResponse<User> all =
                Goldfish.resource(
                        users().filter("userName", Comparator.SW, others).build().get().getAll());

        assertThat(all.getTotalResults()).isEqualTo(101);
        assertThat(all.getListedResources())
                .extracting(user -> user.getUserName().orElseThrow())
                .doesNotHaveDuplicates()
                .hasSize(101)
                .allMatch(name -> name.startsWith(others));
    }

    @Test
    void isToldWhatIsWrongWithAFilter() {
        assertThat(Goldfish.refusal(users().filter("userName EQ").get().sendRequest()))
                .startsWith("400 invalidFilter ");
    }

    private static ListBuilder<User> users() {
        return SCIM.client().list(User.class, Goldfish.USERS).sortBy("userName");
    }

    private static ListBuilder<User> ours() {
        return users().filter("userName", Comparator.SW, TAG).build();
    }

    private static String found(ListBuilder<User> search) {
        return letters(Goldfish.resource(search.get().sendRequest()));
    }

    private static String letters(ListResponse<User> found) {
        return found.getListedResources().stream()
                .map(user -> user.getUserName().orElseThrow().substring(36, 37))
                .collect(Collectors.joining());
    }
}
