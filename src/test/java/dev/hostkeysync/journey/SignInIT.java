package dev.hostkeysync.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.stack.OidcIssuer;
import dev.hostkeysync.stack.Ports;
import dev.hostkeysync.stack.ServiceProcess;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The way to the issuer, and the pages where nobody can sign in: they are off, or it is away.
class SignInIT {

    private static Installation installation;
    private static Client without;
    private static Client away;
    private static Client secure;
    private static OidcIssuer issuer;

    @BeforeAll
    static void install() {
        installation = Installation.of("sign-in");
        ServiceProcess off = installation.launch();
        ServiceProcess lonely =
                installation
                        .with("OIDC_ISSUER", "http://127.0.0.1:" + Ports.free())
                        .with("OIDC_CLIENT_ID", "hostkey-sync")
                        .with("OIDC_CLIENT_SECRET", "a-secret-of-the-client")
                        .launch();
        issuer = OidcIssuer.start(Ports.free());
        ServiceProcess known =
                installation
                        .with("OIDC_ISSUER", issuer.url().toString())
                        .with("PUBLIC_URL", "https://hostkeys.example.com")
                        .launch();
        off.awaitReady();
        known.awaitReady();
        secure = installation.client(known);
        lonely.awaitReady();
        without = installation.client(off);
        away = installation.client(lonely);
    }

    @AfterAll
    static void end() {
        installation.close();
        issuer.close();
    }

    @Test
    void thereAreNoPagesWithoutAnIssuer() {
        for (String path :
                new String[] {"/", "/console", "/sign-in", "/signed-out", "/assets/1/portal.css"}) {
            Reply reply = get(without, path);

            assertThat(reply.status()).as(path).isEqualTo(404);
            assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
            assertThat(reply.json().path("detail").asText()).contains("OIDC_CLIENT_SECRET");
        }
        assertThat(without.reveal("nobody@example.com").status()).isEqualTo(404);
    }

    @Test
    void saysThatSignInDoesNotWorkWhileTheIssuerIsAway() {
        Reply page = get(away, "/");

        assertThat(page.status()).isEqualTo(503);
        assertThat(page.header("content-type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.header("retry-after")).isEqualTo("30");
        assertThat(page.header("content-security-policy")).startsWith("default-src 'none'");
        assertThat(page.header("cache-control")).isEqualTo("no-store");
        assertThat(page.body()).contains("Sign-in does not work now");
        assertThat(get(away, "/signed-out").status()).isEqualTo(200);
        assertThat(away.reveal("nobody@example.com").status()).isEqualTo(404);
    }

    @Test
    void keepsAssetsForGood() {
        String page = get(away, "/signed-out").body();
        String style = page.replaceAll("(?s).*href=\"(/assets/[^\"]*/portal.css)\".*", "$1");

        Reply asset = get(away, style);

        assertThat(asset.status()).isEqualTo(200);
        assertThat(asset.header("cache-control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(asset.header("content-type")).isEqualTo("text/css;charset=UTF-8");
        assertThat(get(away, "/assets/older/portal.css").header("cache-control"))
                .isEqualTo("no-cache");
        assertThat(get(away, "/assets/older/nothing").status()).isEqualTo(404);
    }

    @Test
    void saysThatASignInWasBrokenOff() {
        Reply lost = get(away, "/sign-in?code=c&state=s");
        Reply refused =
                away.send(
                        "GET",
                        "/sign-in?error=access_denied&state=s",
                        Map.of("Cookie", "q_auth_pages_s=s|x"),
                        new byte[0]);

        for (Reply reply : new Reply[] {lost, refused}) {
            assertThat(reply.header("content-type")).isEqualTo("text/html;charset=UTF-8");
            assertThat(reply.header("cache-control")).isEqualTo("no-store");
        }
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.body()).contains("The sign-in did not succeed");
    }

    @Test
    void sendsPeopleToTheIssuerWithStateNonceAndPkce() {
        Reply begun = get(secure, "/");
        String to = begun.header("location");
        String cookie = begun.header("set-cookie");

        assertThat(begun.status()).isEqualTo(302);
        assertThat(to)
                .startsWith(issuer.url() + "/authorize?")
                .contains("response_type=code", "code_challenge_method=S256")
                .contains("redirect_uri=https%3A%2F%2Fhostkeys.example.com%2Fsign-in")
                .containsPattern("[?&]code_challenge=[A-Za-z0-9_-]{43}(&|$)")
                .containsPattern("[?&]nonce=[A-Za-z0-9_-]{20,}")
                .containsPattern("[?&]state=[A-Za-z0-9_-]{20,}")
                .doesNotContain("a-secret-of-the-client");
        assertThat(cookie)
                .startsWith("q_auth_pages_")
                .containsIgnoringCase("; HttpOnly")
                .contains("; Secure", "; SameSite=Lax", "; Path=/")
                .doesNotContain("q_session");
    }

    @Test
    void refusesAStateThatTheBrowserDidNotBegin() {
        String begun = get(secure, "/").header("set-cookie").replaceFirst(";.*", "");
        for (String cookie : new String[] {"q_auth_pages_other=other|x", begun}) {
            Reply reply =
                    secure.send(
                            "GET",
                            "/sign-in?code=c&state=other",
                            Map.of("Cookie", cookie),
                            new byte[0]);

            assertThat(reply.status()).isIn(302, 401);
            assertThat(reply.header("set-cookie")).doesNotContain("q_session");
            assertThat(reply.header("location")).doesNotEndWith("/sign-in").isNotEqualTo("/");
        }
    }

    private static Reply get(Client client, String path) {
        return client.send("GET", path, Map.of(), new byte[0]);
    }
}
