package dev.hostkeysync.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.zoom.limit.Priority;
import dev.hostkeysync.zoomsim.UserFields;
import dev.hostkeysync.zoomsim.UserState;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ZoomUsersOverRestTest {

    private static final Priority LIVE = new Priority.Live();
    private static final Priority BATCH = new Priority.Batch(0.5);
    private static final ZoomUserRef ZOE =
            new ZoomUserRef.ByEmail(new EmailAddress("zoë+1@example.com"));
    private static final NewZoomUser NEW =
            new NewZoomUser(
                    new EmailAddress("new@example.com"),
                    2,
                    Optional.of("Nëw"),
                    Optional.of("One"),
                    Optional.empty());

    private final ZoomApi api = new ZoomApi();

    @AfterEach
    void close() {
        api.close();
    }

    private UserListing.Page page(ZoomUserStatus status, Optional<PageToken> from) {
        return (UserListing.Page) api.users.list(status, from, BATCH);
    }

    @Test
    void listsUsersPageByPage() {
        IntStream.range(0, 650).forEach(i -> api.zoom.users().add("user" + i + "@example.com"));
        api.set(o -> o.leakHostKey(true));

        UserListing.Page first = page(ZoomUserStatus.ACTIVE, Optional.empty());
        UserListing.Page second = page(ZoomUserStatus.ACTIVE, first.next());
        UserListing.Page last = page(ZoomUserStatus.ACTIVE, second.next());

        assertThat(first.users()).hasSize(300);
        assertThat(first.total()).isEqualTo(650);
        assertThat(second.users()).hasSize(300);
        assertThat(last.users()).hasSize(50);
        assertThat(last.next()).isEmpty();
        assertThat(api.calls()).first().isEqualTo("GET /v2/users?status=active&page_size=300");
        assertThat(api.paced)
                .containsExactly(
                        "MEDIUM Batch[share=0.5]",
                        "MEDIUM Batch[share=0.5]",
                        "MEDIUM Batch[share=0.5]");
        assertThat(api.counted())
                .containsOnly(Map.entry("token issued", 1.0), Map.entry("list_users done", 3.0));
    }

    @Test
    void listsUsersOfEachStatus() {
        api.zoom.users().add("active@example.com");
        api.zoom.users().add(UserFields.ofEmail("gone@example.com").status(UserState.INACTIVE));
        api.zoom.users().add(UserFields.ofEmail("new@example.com").status(UserState.PENDING));

        ZoomUser inactive = page(ZoomUserStatus.INACTIVE, Optional.empty()).users().getFirst();
        ZoomUser pending = page(ZoomUserStatus.PENDING, Optional.empty()).users().getFirst();

        assertThat(inactive.email()).contains(new EmailAddress("gone@example.com"));
        assertThat(inactive.status()).isEqualTo(ZoomUserStatus.INACTIVE);
        assertThat(pending.id()).isEmpty();
        assertThat(pending.status()).isEqualTo(ZoomUserStatus.PENDING);
    }

    @Test
    void noticesThatAPageHasExpired() {
        assertThat(
                        api.users.list(
                                ZoomUserStatus.ACTIVE, Optional.of(new PageToken("a b&c")), BATCH))
                .isInstanceOf(UserListing.PageExpired.class);
        assertThat(api.counted()).containsEntry("list_users page_expired", 1.0);
        assertThat(api.calls())
                .containsExactly(
                        "GET /v2/users?status=active&page_size=300&next_page_token=a+b%26c");
    }

    @Test
    void readsAPageOfMegabytes() {
        String name = "x".repeat(20_000);
        IntStream.range(0, 100)
                .forEach(i ->
                        api.zoom
                                .users()
                                .add(
                                        UserFields.ofEmail("user" + i + "@example.com")
                                                .names(name, "")));

        assertThat(page(ZoomUserStatus.ACTIVE, Optional.empty()).users()).hasSize(100);
    }

    @Test
    void readsOneUser() {
        api.zoom.users().add(UserFields.ofEmail("zoë+1@example.com").id("KDcu").names("Zoë", "M"));

        UserReading.Found found = (UserReading.Found) api.users.get(ZOE, LIVE);

        assertThat(found.user().id()).contains(new ZoomUserId("KDcu"));
        assertThat(found.user().firstName()).contains("Zoë");
        assertThat(api.users.get(new ZoomUserRef.ById(new ZoomUserId("none")), LIVE))
                .isInstanceOf(UserReading.NotThere.class);
        assertThat(api.paced).containsExactly("LIGHT Live[]", "LIGHT Live[]");
    }

    @Test
    void createsAUserForSingleSignOn() {
        UserCreation.Created created = (UserCreation.Created) api.users.create(NEW, LIVE);

        assertThat(api.zoom.users().find("new@example.com").orElseThrow().id())
                .isEqualTo(created.id().value());
        assertThat(api.calls())
                .containsExactly(
                        "POST /v2/users"
                                + " {\"action\":\"ssoCreate\",\"user_info\":{\"email\":\"new@example.com\",\"type\":2,"
                                + "\"first_name\":\"Nëw\",\"last_name\":\"One\"}}");
        assertThat(api.users.create(NEW, LIVE)).isInstanceOf(UserCreation.Taken.class);
        api.set(o -> o.ssoEnabled(false));
        assertThat(api.users.create(NEW, LIVE))
                .isEqualTo(
                        new UserCreation.Refused(
                                Obstacle.SIGN_ON,
                                "Zoom answered 400/2002: single sign-on is off for the account"));
        assertThat(api.counted())
                .containsEntry("create_user done", 1.0)
                .containsEntry("create_user taken", 1.0)
                .containsEntry("create_user refused", 1.0);
    }

    @Test
    void changesNamesAndDepartment() {
        api.zoom.users().add("zoë+1@example.com");

        assertThat(
                        api.users.update(
                                ZOE,
                                new ZoomUserEdit(
                                        Optional.of("z".repeat(63) + "\uD83D\uDE00"),
                                        Optional.of("Müller"),
                                        Optional.empty(),
                                        Optional.of("Sales")),
                                LIVE))
                .isEqualTo(new UserWriting.Done());

        assertThat(api.zoom.users().find("zoë+1@example.com").orElseThrow().firstName())
                .isEqualTo("z".repeat(63));
        assertThat(api.calls()).singleElement().asString().contains("\"dept\":\"Sales\"");
    }

    @Test
    void changesNothingWithoutACall() {
        assertThat(
                        api.users.update(
                                ZOE,
                                new ZoomUserEdit(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()),
                                LIVE))
                .isEqualTo(new UserWriting.Done());
        assertThat(api.calls()).isEmpty();
    }

    @Test
    void deactivatesAndActivates() {
        api.zoom.users().add("zoë+1@example.com");

        assertThat(api.users.setActive(ZOE, false, LIVE)).isEqualTo(new UserWriting.Done());
        assertThat(api.zoom.users().find("zoë+1@example.com").orElseThrow().status())
                .isEqualTo(UserState.INACTIVE);
        assertThat(api.users.setActive(ZOE, true, LIVE)).isEqualTo(new UserWriting.Done());
        assertThat(api.zoom.users().find("zoë+1@example.com").orElseThrow().status())
                .isEqualTo(UserState.ACTIVE);
    }

    @Test
    void removesAUser() {
        api.zoom.users().add("zoë+1@example.com");
        api.zoom.users().add("heir@example.com");
        EmailAddress heir = new EmailAddress("heir@example.com");
        UserRemoval removal =
                new UserRemoval.WithHeir(UserRemoval.Way.DELETE, heir, true, true, false);

        assertThat(api.users.remove(ZOE, removal, LIVE)).isEqualTo(new UserWriting.Done());
        assertThat(api.users.remove(ZOE, removal, LIVE)).isInstanceOf(UserWriting.NotThere.class);
        assertThat(
                        api.users.remove(
                                new ZoomUserRef.ByEmail(heir),
                                new UserRemoval.WithoutHeir(UserRemoval.Way.DISASSOCIATE),
                                LIVE))
                .isEqualTo(new UserWriting.Done());

        assertThat(api.zoom.users().count()).isZero();
        assertThat(api.calls())
                .first()
                .isEqualTo(
                        "DELETE"
                                + " /v2/users/zo%C3%AB%2B1%40example.com?action=delete&transfer_email=heir%40example.com"
                                + "&transfer_meeting=true&transfer_recording=true&transfer_webinar=false");
        assertThat(api.calls())
                .last()
                .isEqualTo("DELETE /v2/users/heir%40example.com?action=disassociate");
    }
}
