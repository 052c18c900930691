package dev.hostkeysync.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.stack.Ports;
import dev.hostkeysync.stack.ServiceProcess;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The pages where nobody can sign in: they are off, or the issuer is away.
class SignInIT {

    private static Installation installation;
    private static Client without;
    private static Client away;

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
        off.awaitReady();
        lonely.awaitReady();
        without = installation.client(off);
        away = installation.client(lonely);
    }

    @AfterAll
    static void end() {
        installation.close();
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

    private static Reply get(Client client, String path) {
        return client.send("GET", path, Map.of(), new byte[0]);
    }
}
