package dev.hostkeysync.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import dev.hostkeysync.hostkey.HostKeyDigits;
import dev.hostkeysync.stack.Browser;
import dev.hostkeysync.stack.OidcIssuer;
import dev.hostkeysync.stack.Ports;
import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.stack.Visit;
import dev.hostkeysync.zoomsim.Action;
import dev.hostkeysync.zoomsim.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// One's own key as a person meets it, in a browser: signed in, shown, gone, copied, replaced.
class OwnKeyPageIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SHOW = "Show it for 30 seconds";

    private static Installation installation;
    private static OidcIssuer issuer;
    private static ServiceProcess service;
    private static Client client;
    private static Truths truths;
    private static Browser browser;

    @BeforeAll
    static void install() {
        browser = Browser.start();
        issuer = OidcIssuer.start(Ports.free());
        installation =
                Installation.of("own-key")
                        .with("OIDC_ISSUER", issuer.url().toString())
                        .with("OIDC_CLIENT_ID", "hostkey-sync")
                        .with("OIDC_CLIENT_SECRET", "a-secret-of-the-client")
                        .with("OIDC_OPERATOR_GROUP", OidcIssuer.OPERATORS);
        service = installation.start();
        client = installation.client(service);
        truths = new Truths(installation, client, installation.tail(Topics.HOST_KEYS));
    }

    @AfterAll
    static void end() {
        browser.close();
        installation.close();
        issuer.close();
    }

    @AfterEach
    void behave() {
        installation.zoom().behave();
        installation.zoom().release();
    }

    @Test
    void showsTheKeyForHalfAMinute() {
        Employee zoe = withKey();
        try (Visit visit = browser.visit(Browser.Look.DESK)) {
            Page page = visit.page();
            page.clock().install();
            visit.signIn(home(), zoe.email(), false);
            assertThat(page.locator("#host-key")).hasCount(0);

            button(page, SHOW).click();

            Locator shown = page.locator("#host-key");
            assertThat(shown).hasText(Pattern.compile("[0-9]{6}"));
            assertThat(HostKeyDigits.of(shown.textContent()))
                    .isEqualTo(truths.atZoom(zoe).orElseThrow());
            String digits = shown.textContent();
            button(page, "Copy").first().click();
            assertThat(button(page, "Copied")).isVisible();
            assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(digits);
            page.clock().runFor(29_000);
            assertThat(page.locator("#host-key")).hasText(digits);
            page.clock().runFor(2_000);
            assertThat(page.locator("#host-key")).hasCount(0);
            assertThat(page.content()).doesNotContain(digits);
            assertThat(button(page, SHOW)).isVisible();

            page.getByLabel("Meeting ID").fill("92674392836");
            button(page, "Make it").click();
            page.locator("[data-copy='#sip']").focus();
            page.clock().runFor(31_000);
            assertThat(page.locator("#sip")).hasCount(0);
            assertThat(page.locator(":focus")).hasText("Make it");
            assertThat(page.content()).doesNotContain(digits);
            assertThat(visit.complaints()).isEmpty();
        }
        assertThat(entries(zoe))
                .startsWith("oidc:" + zoe.email().replace("@", "%40") + " host-key.reveal");
    }

    @Test
    void leadsToTheSignInWhenTheSessionHasEnded() {
        Employee zoe = withKey();
        try (Visit visit = browser.visit(Browser.Look.DESK)) {
            Page page = visit.signIn(home(), zoe.email(), false).page();
            page.context().clearCookies();

            button(page, SHOW).click();

            assertThat(page.getByLabel("E-mail address")).isVisible();
            assertThat(visit.complaints()).isEmpty();
            Page back = visit.signIn(home(), zoe.email(), false).page();
            assertThat(button(back, SHOW)).isVisible();
        }
        assertThat(entries(zoe)).isEmpty();
    }

    @Test
    void replacesTheKeyAndSaysWhenItIsDone() {
        Employee zoe = withKey();
        HostKeyDigits before = truths.atZoom(zoe).orElseThrow();
        installation.zoom().misbehave(Rule.next(1, new Action.HangBeforeApply()).method("PATCH"));
        try (Visit visit = browser.visit(Browser.Look.DESK)) {
            Page page = visit.signIn(home(), zoe.email(), false).page();

            button(page, "Replace it by a new one …").click();
            assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.DIALOG))
                    .containsText("Replace your host key?");
            button(page, "Replace it").last().click();

            assertThat(page.locator("#key .badge"))
                    .hasText(Pattern.compile("A new one is on its way|Not confirmed yet"));
            installation.zoom().release();
            assertThat(page.locator("#key .badge")).hasText("Valid");
            assertThat(page.locator("#key .facts")).containsText("You or an operator asked");
            button(page, SHOW).click();
            assertThat(page.locator("#host-key")).hasText(Pattern.compile("[0-9]{6}"));
            HostKeyDigits after = HostKeyDigits.of(page.locator("#host-key").textContent());
            assertThat(after).isNotEqualTo(before).isEqualTo(truths.atZoom(zoe).orElseThrow());
            assertThat(visit.complaints()).isEmpty();
        }
        truths.awaitAgreement(zoe, 2, "rotated");
    }

    @Test
    void makesDialStringsAndNamesWhatIsWrong() {
        Employee zoe = withKey();
        try (Visit visit = browser.visit(Browser.Look.DESK)) {
            Page page = visit.signIn(home(), zoe.email(), false).page();
            page.getByLabel("Meeting ID").fill("926 7439 28");
            page.getByLabel("Passcode").fill("secret");
            button(page, "Make it").click();
            assertThat(page.locator("#notices")).containsText("The passcode must be");

            page.getByLabel("Meeting ID").fill("926 7439 2836");
            page.getByLabel("Passcode").fill("482913");
            page.getByLabel("Layout").fill("11");
            page.locator("summary").click();
            page.getByLabel("mute DTMF prompt").check();
            button(page, "Make it").click();

            assertThat(page.locator("#sip"))
                    .hasText(
                            Pattern.compile(
                                    "92674392836\\.482913\\.11504\\.[0-9]{6}@zoomcrc\\.com"));
            assertThat(page.locator("#h323"))
                    .hasText(
                            Pattern.compile(
                                    "144\\.195\\.19\\.161##92674392836#482913#11504#[0-9]{6}"));
            assertThat(page.locator("#notices")).isEmpty();
            page.getByLabel("Join as the host").uncheck();
            button(page, "Make it").click();
            assertThat(page.locator("#sip")).hasText("92674392836.482913.11504@zoomcrc.com");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void isUsableByEverybodyOnEveryScreen() {
        Employee zoe = withKey();
        for (Browser.Look look : Browser.Look.ALL) {
            try (Visit visit = browser.visit(look)) {
                Page page = visit.signIn(home(), zoe.email(), true).page();
                assertThat(visit.seriousFindings()).as(look + ", at first").isEmpty();
                assertThat(visit.isTooWide()).as(look.toString()).isFalse();

                button(page, SHOW).click();
                page.getByLabel("Meeting ID").fill("92674392836");
                page.locator("summary").click();
                button(page, "Make it").click();
                assertThat(page.locator("#sip")).isVisible();
                assertThat(visit.seriousFindings()).as(look + ", shown").isEmpty();
                assertThat(visit.isTooWide()).as(look + ", shown").isFalse();

                button(page, "Replace it by a new one …").click();
                assertThat(visit.seriousFindings()).as(look + ", asked").isEmpty();
                page.navigate(home() + "console/nothing");
                assertThat(visit.seriousFindings()).as(look + ", error").isEmpty();
                assertThat(visit.complaints()).isEmpty();
            }
        }
    }

    @Test
    void needsNoMouse() {
        Employee zoe = withKey();
        try (Visit visit = browser.visit(Browser.Look.DESK)) {
            Page page = visit.signIn(home(), zoe.email(), false).page();
            page.keyboard().press("Tab");
            assertThat(page.locator(":focus")).hasText("Skip to the content");
            page.keyboard().press("Enter");
            page.keyboard().press("Tab");
            assertThat(page.locator(":focus")).hasText(SHOW);

            page.keyboard().press("Enter");
            assertThat(page.locator("#host-key")).isVisible();
            assertThat(page.locator(":focus")).hasText("Copy");
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            assertThat(page.locator(":focus")).hasText(SHOW);

            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            assertThat(page.locator("dialog[open]")).isVisible();
            page.keyboard().press("Escape");
            assertThat(page.locator("dialog[open]")).hasCount(0);
            assertThat(page.locator(":focus")).hasText("Replace it by a new one …");
        }
    }

    @Test
    void tellsWhoHasNoKeyWhy() {
        try (Visit visit = browser.visit(Browser.Look.DESK)) {
            Page page = visit.signIn(home(), "nobody@example.com", false).page();
            assertThat(page.locator("main"))
                    .containsText("nobody with this address is in the directory");
            assertThat(visit.seriousFindings()).isEmpty();
        }
        installation.zoom().options(options -> options.toBuilder().autoCreateUsers(false).build());
        Employee zoe = client.create();
        try (Visit visit = browser.visit(Browser.Look.DESK)) {
            await("Zoom's answer")
                    .atMost(SOON)
                    .until(() ->
                            installation
                                    .store()
                                    .work(zoe.id())
                                    .filter("WAITING"::equals)
                                    .isPresent());
            Page page = visit.signIn(home(), zoe.email(), false).page();
            assertThat(page.locator("#key .badge")).hasText("Waiting for Zoom");
            assertThat(button(page, SHOW)).hasCount(0);
        } finally {
            installation
                    .zoom()
                    .options(options -> options.toBuilder().autoCreateUsers(true).build());
        }
    }

    @Test
    void signsOut() {
        Employee zoe = withKey();
        try (Visit visit = browser.visit(Browser.Look.DESK)) {
            Page page = visit.signIn(home(), zoe.email(), false).page();

            assertThat(session(page).httpOnly).isTrue();
            assertThat(session(page).sameSite).isEqualTo(SameSiteAttribute.LAX);
            String before = session(page).value;

            button(page, "Sign out").click();

            assertThat(page.locator("h1")).hasText("You are signed out");
            assertThat(page.url()).isEqualTo(home() + "signed-out");
            assertThat(page.context().cookies()).isEmpty();
            assertThat(visit.seriousFindings()).isEmpty();
            page.navigate(home());
            assertThat(page.getByLabel("E-mail address")).isVisible();

            visit.signIn(home(), zoe.email(), false);
            assertThat(session(page).value).isNotEqualTo(before);
        }
    }

    @Test
    void keepsTheConsoleFromWhoIsNoOperator() {
        Employee zoe = withKey();
        try (Visit visit = browser.visit(Browser.Look.DESK)) {
            Page page = visit.signIn(home(), zoe.email(), false).page();
            assertThat(page.getByText("Console")).hasCount(0);
            page.navigate(home() + "console");
            assertThat(page.locator("h1")).hasText("This page is for operators");
            assertThat(visit.seriousFindings()).isEmpty();
        }
        try (Visit visit = browser.visit(Browser.Look.DESK)) {
            Page page = visit.signIn(home() + "console", "ops@example.com", true).page();
            assertThat(page.locator("h1")).hasText("Operator console");
        }
    }

    @Test
    void letsNobodyReachAnotherPersonsKey() {
        Employee zoe = withKey();
        Employee lee = withKey();
        String token =
                issuer.token(
                        "zoe",
                        "hostkey-sync",
                        Map.of(
                                "email",
                                zoe.email(),
                                "email_verified",
                                true,
                                "scope",
                                "openid hostkey.read"));
        String claimed =
                issuer.token(
                        "zoe", "hostkey-sync", Map.of("email", zoe.email(), "scope", "openid"));

        Reply own = client.reveal(zoe.email(), token);
        assertThat(own.status()).isEqualTo(200);
        assertThat(HostKeyDigits.of(own.json().path("hostKey").asText()))
                .isEqualTo(truths.atZoom(zoe).orElseThrow());
        assertThat(client.reveal(zoe.id(), token).status()).isEqualTo(200);
        for (String other : List.of(lee.email(), lee.id(), "nobody@example.com")) {
            assertThat(client.reveal(other, token).status()).isEqualTo(403);
            assertThat(rotation(other, token).status()).isEqualTo(403);
        }
        assertThat(client.reveal(zoe.email(), claimed).status()).isEqualTo(403);
        assertThat(rotation(zoe.email(), claimed).status()).isEqualTo(403);
        assertThat(rotation(zoe.email(), token).status()).isEqualTo(202);
        truths.awaitAgreement(zoe, 2, "rotated");
        assertThat(truths.callsFor(lee)).hasSize(1);
    }

    @Test
    void makesNothingOfASessionWithoutThePage() {
        Employee zoe = withKey();
        try (Visit visit = browser.visit(Browser.Look.DESK)) {
            Page page = visit.signIn(home(), zoe.email(), false).page();
            String session =
                    page.context().cookies().stream()
                            .map(cookie -> cookie.name + "=" + cookie.value)
                            .findFirst()
                            .orElseThrow();
            Map<String, String> cookie = Map.of("Cookie", session);

            assertThat(client.send("GET", "/api/v1/host-keys/" + zoe.email(), cookie, new byte[0]))
                    .extracting(Reply::status)
                    .isEqualTo(401);
            assertThat(client.send("POST", "/key/reveal", cookie, "x".getBytes(UTF_8)).status())
                    .isEqualTo(403);
            assertThat(
                            client.send(
                                            "POST",
                                            "/key/rotation",
                                            Map.of(
                                                    "Cookie",
                                                    session,
                                                    "Sec-Fetch-Site",
                                                    "same-origin",
                                                    "X-CSRF-Token",
                                                    "0".repeat(64)),
                                            "x".getBytes(UTF_8))
                                    .status())
                    .isEqualTo(403);
        }
        assertThat(entries(zoe)).isEmpty();
        assertThat(truths.callsFor(zoe)).hasSize(1);
    }

    private static Cookie session(Page page) {
        return page.context().cookies().stream()
                .filter(cookie -> cookie.name.startsWith("q_session"))
                .findFirst()
                .orElseThrow();
    }

    private static String home() {
        return service.url() + "/";
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                com.microsoft.playwright.options.AriaRole.BUTTON,
                new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Reply rotation(String user, String token) {
        return client.send(
                "POST",
                "/api/v1/host-keys/" + user + "/rotation",
                Map.of("Authorization", "Bearer " + token),
                new byte[0]);
    }

    private static Employee withKey() {
        Employee employee = client.create();
        truths.awaitAgreement(employee, 1, "issued");
        return employee;
    }

    private static List<String> entries(Employee employee) {
        return installation
                .store()
                .jdbi()
                .withHandle(tx ->
                        tx.select(
                                        "SELECT actor || ' ' || action FROM audit_entry WHERE user_id = ?::uuid AND actor LIKE 'oidc:%' ORDER BY id",
                                        employee.id())
                                .mapTo(String.class)
                                .list());
    }
}
