package dev.hostkeysync.reconcile.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.zoom.HostKeyLock;
import dev.hostkeysync.zoom.auth.Access;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppFindingsTest {

    private static Access.Token token(String scopes) {
        return new Access.Token(
                Secret.of("eyJ"),
                Duration.ofHours(1),
                scopes.isEmpty() ? Set.of() : Set.of(scopes.split(" ")));
    }

    @Test
    void isContentWithAToken() {
        assertThat(AppFindings.token(TestZoom.TOKEN))
                .isEqualTo(Finding.ok(Check.TOKEN, "Zoom issued an access token."));
    }

    @Test
    void tellsRefusedCredentialsFromAnAbsentZoom() {
        Finding refused =
                AppFindings.token(
                        new Access.Refused("the token endpoint answered 401 invalid_client", true));
        Finding away = AppFindings.token(new Access.Unreachable("no connection in time"));

        assertThat(refused.status()).isEqualTo(Status.PROBLEM);
        assertThat(refused.found())
                .isEqualTo("Zoom refuses our app: the token endpoint answered 401 invalid_client.");
        assertThat(refused.mend()).contains("ZOOM_ACCOUNT_ID", "activated");
        assertThat(away.status()).isEqualTo(Status.PROBLEM);
        assertThat(away.found()).isEqualTo("No access token could be had: no connection in time.");
        assertThat(away.mend()).contains("ZOOM_OAUTH_URL");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    user:update:user:admin user:read:user:admin user:read:list_users:admin account:read:settings:admin | OK      | The token has every scope that is used. For POST /api/v1/meetings it lacks meeting:write:meeting:admin, user:write:assistant:admin.
                    user:write:admin account:read:admin                                                                | OK      | The token has every scope that is used. For POST /api/v1/meetings it lacks meeting:write:meeting:admin.
                    user:update:user:admin user:read:admin account:read:settings:master                                | OK      | The token has every scope that is used. For POST /api/v1/meetings it lacks meeting:write:meeting:admin, user:write:assistant:admin.
                    user:write:admin account:read:admin meeting:write:admin                                            | OK      | The token has every scope that is used.
                    user:update:user:admin user:read:admin                                                             | WARNING | The token lacks account:read:settings:admin (to see who may change host keys).
                    user:update:user:admin user:read:user:admin account:read:admin                                     | WARNING | The token lacks user:read:list_users:admin (for backfills and drift checks).
                    user:read:admin account:read:admin                                                                 | PROBLEM | The token lacks user:update:user:admin (to set host keys).
                    user:update:user                                                                                   | PROBLEM | The token lacks user:update:user:admin (to set host keys), user:read:user:admin (for drift checks and webhooks), user:read:list_users:admin (for backfills and drift checks), account:read:settings:admin (to see who may change host keys).
                    ''                                                                                                 | CANNOT_TELL | Zoom did not say what its token is good for.
                    """)
    void namesTheScopesThatAreMissing(String scopes, Status status, String found) {
        Finding finding = AppFindings.scopes(token(scopes), /* provisions */ false);

        assertThat(finding.status()).isEqualTo(status);
        assertThat(finding.found()).isEqualTo(found);
        assertThat(finding.mend() == null).isEqualTo(status == Status.OK);
    }

    @Test
    void namesMoreScopesWhileUsersAreMadeAtZoom() {
        Access.Token token = token("user:update:user:admin user:read:admin account:read:admin");

        Finding finding = AppFindings.scopes(token, /* provisions */ true);

        assertThat(finding.status()).isEqualTo(Status.WARNING);
        assertThat(finding.found())
                .isEqualTo(
                        "The token lacks user:write:user:admin (to make users, ZOOM_PROVISIONING),"
                                + " user:update:status:admin (to switch users off and on,"
                                + " ZOOM_PROVISIONING), user:delete:user:admin (to remove users,"
                                + " ZOOM_PROVISIONING).");
    }

    @Test
    void cannotTellScopesWithoutAToken() {
        assertThat(
                        AppFindings.scopes(new Access.Unreachable("no"), /* provisions */ false)
                                .status())
                .isEqualTo(Status.CANNOT_TELL);
    }

    @Test
    void hasThreeAnswersAboutTheLock() {
        Finding locked = AppFindings.lock(new HostKeyLock.Locked());
        Finding open = AppFindings.lock(new HostKeyLock.NotLocked(Set.of("name", "email")));
        Finding all = AppFindings.lock(new HostKeyLock.NotLocked(Set.of()));
        Finding unknown = AppFindings.lock(new HostKeyLock.CannotTell("no such account"));

        assertThat(locked)
                .isEqualTo(
                        Finding.ok(
                                Check.HOST_KEY_LOCK, "Only administrators may change host keys."));
        assertThat(open.status()).isEqualTo(Status.PROBLEM);
        assertThat(open.found())
                .isEqualTo(
                        "Users may change their own host key; reserved to administrators are only:"
                                + " email, name.");
        assertThat(open.mend()).contains("Advanced, Security", "POST /api/v1/preflight/lock");
        assertThat(all.found()).isEqualTo("Users may change their own host key.");
        assertThat(unknown.status()).isEqualTo(Status.CANNOT_TELL);
        assertThat(unknown.found()).endsWith("their own host key: no such account.");
        assertThat(unknown.mend()).contains("Advanced, Security");
    }
}
