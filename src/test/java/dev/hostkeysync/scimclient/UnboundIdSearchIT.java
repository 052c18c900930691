package dev.hostkeysync.scimclient;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.scim2.client.ScimService;
import com.unboundid.scim2.client.requests.SearchRequestBuilder;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.messages.ListResponse;
import com.unboundid.scim2.common.messages.SortOrder;
import com.unboundid.scim2.common.types.UserResource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// UnboundID's client searches among three users: a, b and c.
class UnboundIdSearchIT {

    private static final ScimService SCIM = UnboundId.service();
    private static final String TAG = UUID.randomUUID().toString();

    @BeforeAll
    static void create() throws ScimException {
        UserResource b = UnboundId.user(TAG + "b@example.com").setActive(false);
        UserResource c = new UserResource().setUserName(TAG + "c@example.com").setTitle("a\"b\\c");
        UserResource _ = SCIM.create(UnboundId.USERS, c);
        UserResource _ = SCIM.create(UnboundId.USERS, b.setTitle(null));
        UserResource _ = SCIM.create(UnboundId.USERS, UnboundId.user(TAG + "a@example.com"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    userName eq "TAGA@EXAMPLE.COM"                                       | a
                    userName ne "TAGa@example.com"                                       | bc
                    emails.value eq "home-TAGb@example.com"                              | b
                    emails[type eq "home" and value ew "b@example.com"]                  | b
                    emails[type eq "work" and value sw "home"]                           |
                    title pr                                                             | ac
                    not (title pr)                                                       | b
                    title eq "a\\"b\\\\c"                                                | c
                    active eq false                                                      | b
                    active eq true and title co "guide"                                  | a
                    name.givenName eq "zoë" or title pr                                  | abc
                    displayName sw "zo" and not (active eq false)                        | a
                    externalId eq "00u-TAGa@example.com"                                 | a
                    externalId eq "00U-TAGa@example.com"                                 |
                    meta.lastModified gt "2020-01-01T00:00:00Z" and active eq true       | ac
                    meta.created lt "2020-01-01T00:00:00Z"                               |
                    urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "R&D" | ab
                    urn:ietf:params:scim:schemas:core:2.0:User:userName ge "TAGb@example.com" | bc
                    id eq "nobody"                                                       |
                    """)
    void findsWhatTheFilterSays(String filter, String letters) throws ScimException {
        Filter read = Filter.fromString(filter.replace("TAG", TAG));

        assertThat(letters(ours(Filter.and(Filter.sw("userName", TAG), read))))
                .isEqualTo(letters == null ? "" : letters);
    }

    @Test
    void sortsBothWays() throws ScimException {
        assertThat(letters(sorted("userName", SortOrder.ASCENDING))).isEqualTo("abc");
        assertThat(letters(sorted("userName", SortOrder.DESCENDING))).isEqualTo("cba");
        assertThat(letters(sorted("meta.created", SortOrder.ASCENDING))).isEqualTo("cba");
        // Whoever has no title comes last, then first (RFC 7644 section 3.4.2.3).
        assertThat(letters(sorted("title", SortOrder.ASCENDING))).isEqualTo("cab");
        assertThat(letters(sorted("title", SortOrder.DESCENDING))).isEqualTo("bac");
    }

    @Test
    void pagesByIndex() throws ScimException {
        ListResponse<UserResource> first = ours().page(1, 2).invoke(UserResource.class);
        ListResponse<UserResource> second = ours().page(3, 2).invoke(UserResource.class);
        ListResponse<UserResource> behind = ours().page(4, 2).invoke(UserResource.class);

        assertThat(letters(first)).isEqualTo("ab");
        assertThat(first.getTotalResults()).isEqualTo(3);
        assertThat(first.getStartIndex()).isEqualTo(1);
        assertThat(first.getItemsPerPage()).isEqualTo(2);
        assertThat(letters(second)).isEqualTo("c");
        assertThat(second.getTotalResults()).isEqualTo(3);
        assertThat(second.getStartIndex()).isEqualTo(3);
        assertThat(second.getItemsPerPage()).isEqualTo(1);
        assertThat(letters(behind)).isEmpty();
        assertThat(behind.getTotalResults()).isEqualTo(3);
    }

    @Test
    void pagesByCursor() throws ScimException {
        ListResponse<UserResource> first =
                ours().firstPageCursorWithCount(2).invoke(UserResource.class);
        ListResponse<UserResource> second =
                ours().pageWithCursor(first.getNextCursor(), 2).invoke(UserResource.class);
        ListResponse<UserResource> back =
                ours().pageWithCursor(second.getPreviousCursor(), 2).invoke(UserResource.class);

        assertThat(letters(first)).isEqualTo("ab");
        assertThat(first.getTotalResults()).isEqualTo(3);
        assertThat(first.getPreviousCursor()).isNull();
        assertThat(letters(second)).isEqualTo("c");
        assertThat(second.getNextCursor()).isNull();
        assertThat(letters(back)).isEqualTo("ab");
    }

    @Test
    void searchesByPost() throws ScimException {
        ListResponse<UserResource> found =
                ours().excludedAttributes("emails").page(2, 5).invokePost(UserResource.class);

        assertThat(letters(found)).isEqualTo("bc");
        assertThat(found.getTotalResults()).isEqualTo(3);
        assertThat(found.getStartIndex()).isEqualTo(2);
        assertThat(found.getResources().getFirst().getEmails()).isNull();
        assertThat(found.getResources().getFirst().getNickName()).isEqualTo("Z");
    }

    @Test
    void showsOnlyTheAttributesThatItAsksFor() throws ScimException {
        UserResource user =
                ours().attributes("title").invoke(UserResource.class).getResources().getFirst();

        assertThat(user.getTitle()).isEqualTo("Tour\\Guide");
        assertThat(user.getId()).hasSize(36);
        assertThat(user.getUserName()).isNull();
        assertThat(user.getMeta()).isNull();
    }

    @Test
    void isToldWhatIsWrongWithAFilter() {
        assertThat(UnboundId.refusal(() -> search("userName eq"))).startsWith("400 invalidFilter ");
        assertThat(UnboundId.refusal(() -> search("colour eq \"red\"")))
                .startsWith("400 invalidFilter ");
    }

    private static void search(String filter) throws ScimException {
        var _ = SCIM.searchRequest(UnboundId.USERS).filter(filter).invoke(UserResource.class);
    }

    private static ListResponse<UserResource> sorted(String by, SortOrder order)
            throws ScimException {
        return SCIM.searchRequest(UnboundId.USERS)
                .filter(Filter.sw("userName", TAG))
                .sort(by, order)
                .invoke(UserResource.class);
    }

    private static SearchRequestBuilder ours() throws ScimException {
        return SCIM.searchRequest(UnboundId.USERS)
                .filter(Filter.sw("userName", TAG))
                .sort("userName", SortOrder.ASCENDING);
    }

    private static ListResponse<UserResource> ours(Filter filter) throws ScimException {
        return ours().filter(filter).invoke(UserResource.class);
    }

    /// Those that were found, in their order.
    private static String letters(ListResponse<UserResource> found) {
        // A page without anybody has no list for this library.
        List<UserResource> users = found.getResources();
        return String.join(
                "",
                (users == null ? List.<UserResource>of() : users)
                        .stream()
                                .map(user ->
                                        user.getUserName() == null
                                                ? "?"
                                                : user.getUserName().substring(36, 37))
                                .toList());
    }
}
