package dev.hostkeysync.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.hostkeysync.stack.Browser;
import dev.hostkeysync.stack.OidcIssuer;
import dev.hostkeysync.stack.Ports;
import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.stack.Visit;
import dev.hostkeysync.zoomsim.UserFields;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The console's pages as an operator meets them, in a browser: a user's timeline, a backfill from
/// its dry run to the end, a token made and ended, and all of it in the audit.
class ConsolePagesIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String JANE = "jane@example.com";
    private static final Pattern SIX_DIGITS =
            Pattern.compile("(?<![0-9a-f-])[0-9]{6}(?![0-9a-f-])");

    private static Installation installation;
    private static OidcIssuer issuer;
    private static Client client;
    private static Truths truths;
    private static Browser browser;
    private static String console;

    @BeforeAll
    static void install() {
        browser = Browser.start();
        issuer = OidcIssuer.start(Ports.free());
        installation =
                Installation.of("console-pages")
                        .with("OIDC_ISSUER", issuer.url().toString())
                        .with("OIDC_CLIENT_ID", "hostkey-sync")
                        .with("OIDC_CLIENT_SECRET", "a-secret-of-the-client")
                        .with("OIDC_OPERATOR_GROUP", OidcIssuer.OPERATORS)
                        .with("ZOOM_BUDGET_OVERRIDE_PER_SECOND", "20");
        installation.zoom().users().crowd(40, "crowd.example");
        for (int i = 1; i <= 3; i++) {
            var _ =
                    installation
                            .zoom()
                            .users()
                            .add(
                                    UserFields.ofEmail("basic%d@crowd.example".formatted(i))
                                            .type(UserFields.BASIC));
        }
        ServiceProcess service = installation.start();
        console = service.url().resolve("/console/").toString();
        client = installation.client(service);
        truths = new Truths(installation, client, installation.tail(Topics.HOST_KEYS));
    }

    @AfterAll
    static void end() {
        browser.close();
        installation.close();
        issuer.close();
    }

    private static Visit visit(String path) {
        return browser.visit(Browser.Look.DESK).signIn(console + path, JANE, true);
    }

    private static Employee withKey() {
        Employee employee = client.create();
        await("the first key").atMost(SOON).until(() -> truths.atZoom(employee).isPresent());
        await("that we know of it")
                .atMost(SOON)
                .until(() -> client.reveal(employee.email()).status() == 200);
        return employee;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator inDialog(Page page, String name) {
        return page.locator("dialog[open]")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static List<String> trail(String where) {
        return installation
                .store()
                .jdbi()
                .withHandle(tx ->
                        tx.select(
                                        "SELECT actor || ' ' || action FROM audit_entry WHERE "
                                                + where
                                                + " ORDER BY id")
                                .mapTo(String.class)
                                .list());
    }

    private static String actor() {
        return "oidc:" + JANE.replace("@", "%40");
    }

    @Test
    void findsAUserAndTellsWhatHappened() {
        Employee zoe = withKey();
        try (Visit visit = visit("users")) {
            Page page = visit.page();
            page.getByLabel("Name").fill(zoe.email().substring(0, zoe.email().indexOf('@')));
            button(page, "Search").click();
            assertThat(page.locator("#summary")).containsText("user");

            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(zoe.email()))
                    .first()
                    .click();
            assertThat(page.locator("h1")).hasText(zoe.email());
            assertThat(page.locator("#user-card .badge").first()).hasText("Valid");
            assertThat(page.locator("#events")).containsText("Version 1 is valid");
            assertThat(page.locator("#events")).containsText("because: the user was created");

            button(page, "Rotate …").click();
            inDialog(page, "Rotate").click();
            assertThat(page.locator("dialog[open]")).isVisible();
            page.getByLabel("Reason").first().fill("badge lost");
            page.locator("dialog[open]").getByLabel("Reason").fill("badge lost");
            page.evaluate("htmx.trigger(document.body, 'user-changed')");
            assertThat(page.locator("dialog[open] input")).hasValue("badge lost");
            inDialog(page, "Rotate").click();

            assertThat(page.locator("dialog[open]")).hasCount(0);
            assertThat(page.locator("#said")).containsText("A new key is on its way");
            assertThat(page.locator("#events")).containsText("Asked for a new key");
            assertThat(page.locator("#events")).containsText("reason: badge lost");
            assertThat(page.locator("#events")).containsText("Version 2 is valid");
            assertThat(page.locator("#user-card .badge").first()).hasText("Valid");
            assertThat(page.locator("main").textContent()).doesNotContainPattern(SIX_DIGITS);
            assertThat(page.content())
                    .doesNotContain(installation.zoom().hostKeyOf(zoe.email()).orElseThrow());
            assertThat(visit.complaints()).isEmpty();
        }
        assertThat(trail("user_id = '" + zoe.id() + "' AND action = 'host-key.rotate'"))
                .containsExactly(actor() + " host-key.rotate");
        truths.awaitAgreement(zoe, 2, "rotated");
    }

    @Test
    void runsABackfillFromTheDryRunToTheEnd() {
        try (Visit visit = visit("backfills")) {
            Page page = visit.page();
            page.getByLabel("E-mail domain").fill("no domain");
            button(page, "Start a dry run").click();
            assertThat(page.locator("#notices")).containsText("The domain must be one such as");

            page.getByLabel("E-mail domain").fill("crowd.example");
            page.getByLabel("Share of our Zoom allowance").fill("100");
            button(page, "Start a dry run").click();
            page.waitForURL(Pattern.compile(".*/console/backfills/[0-9a-f-]{36}"));
            assertThat(page.locator("#progress")).containsText("40 users would get a key");
            assertThat(page.locator("#progress")).containsText("Have no Zoom licence");
            assertThat(page.locator("#progress")).containsText("Zoom may mail each user");
            assertThat(visit.seriousFindings()).as("a dry run").isEmpty();
            button(page, "Start for real …").click();
            assertThat(visit.seriousFindings()).as("a dry run, asked").isEmpty();
            page.keyboard().press("Escape");

            String dryRun = page.url();
            button(page, "Start for real …").click();
            inDialog(page, "Set the keys").click();
            page.waitForURL(url -> !url.equals(dryRun));
            button(page, "Pause").click();
            assertThat(page.locator("#progress .badge")).hasText("Paused");
            button(page, "Resume").click();
            assertThat(page.locator("#percent"))
                    .hasText(
                            "100 %",
                            new com.microsoft.playwright.assertions.LocatorAssertions
                                            .HasTextOptions()
                                    .setTimeout(60_000));
            assertThat(page.locator("#progress")).containsText("40 users got a key.");
            assertThat(page.locator("#bar")).hasAttribute("value", "100");
            assertThat(visit.seriousFindings()).as("a backfill").isEmpty();
            page.setViewportSize(360, 740);
            assertThat(visit.isTooWide()).as("a backfill on a telephone").isFalse();
            page.setViewportSize(1440, 900);
            assertThat(button(page, "Pause")).hasCount(0);
            page.navigate(console + "backfills");
            assertThat(page.locator("table")).containsText("40 users got a key.");
            assertThat(visit.complaints()).isEmpty();
        }
        assertThat(trail("action LIKE 'backfill.%'"))
                .containsExactly(
                        actor() + " backfill.begin",
                        actor() + " backfill.begin",
                        actor() + " backfill.pause",
                        actor() + " backfill.resume");
    }

    @Test
    void makesAndEndsATokenAndFindsItInTheAudit() throws IOException {
        try (Visit visit = visit("tokens")) {
            Page page = visit.page();
            page.getByLabel("Name").fill("room-script");
            button(page, "Make it").click();
            assertThat(page.locator("#notices")).containsText("At least one scope must be chosen");
            page.locator("input[value='hostkey.read']").check();
            button(page, "Make it").click();

            assertThat(page.locator("#token-text")).hasText(Pattern.compile("hks_.{43}"));
            assertThat(page.locator("#notices")).isEmpty();
            assertThat(visit.seriousFindings()).as("a token made").isEmpty();
            String token = page.locator("#token-text").textContent();
            button(page, "Copy").click();
            assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(token);
            assertThat(client.reveal("nobody@example.com", token).status()).isEqualTo(404);
            page.reload();
            assertThat(page.content()).doesNotContain(token);
            button(page, "Revoke room-script …").click();
            inDialog(page, "Revoke it").click();
            assertThat(page.locator("#tokens")).containsText("room-script is revoked");
            assertThat(client.reveal("nobody@example.com", token).status()).isEqualTo(401);

            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Audit")).click();
            page.getByLabel("Who", new Page.GetByLabelOptions().setExact(true)).fill(actor());
            page.getByLabel("What").selectOption("token.create");
            button(page, "Search").click();
            assertThat(page.locator("#summary")).hasText("1 entry.");
            assertThat(page.locator("tbody")).containsText("room-script");
            assertThat(page.locator("tbody td").first())
                    .hasText(Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8} UTC"));
            page.getByLabel("What").selectOption("");
            page.getByLabel("Whose").fill("nobody@example.com");
            button(page, "Search").click();
            assertThat(page.locator("#summary")).containsText("Nobody has exactly this");
            page.getByLabel("Whose").fill("");
            button(page, "Search").click();
            showsOlderOnesFromWhereItWas(page);
            Download file = page.waitForDownload(() -> page.getByText("Export as CSV").click());
            String csv = Files.readString(file.path());
            assertThat(csv)
                    .startsWith("\"time\",\"who\",\"action\"")
                    .contains("\"" + actor() + "\",\"token.create\"")
                    .contains("\"" + actor() + "\",\"token.revoke\"")
                    .doesNotContain(token);
            assertThat(visit.complaints()).isEmpty();
        }
        assertThat(trail("action LIKE 'token.%'"))
                .containsExactly(actor() + " token.create", actor() + " token.revoke");
    }

    private static void showsOlderOnesFromWhereItWas(Page page) {
        installation
                .store()
                .jdbi()
                .useHandle(tx ->
                        tx.execute(
                                "INSERT INTO audit_entry (at, actor, action, source, detail) SELECT now()"
                                        + " - interval '1 day', 'script', 'test', '192.0.2.1', n::text"
                                        + " FROM generate_series(1, 120) n"));
        page.getByLabel("Who", new Page.GetByLabelOptions().setExact(true)).fill("script");
        button(page, "Search").click();
        assertThat(page.locator("tbody tr")).hasCount(51);
        button(page, "Show older").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#said")).hasText("50 more entries");
        assertThat(page.locator("tbody tr").nth(50)).isFocused();
        page.getByLabel("Who", new Page.GetByLabelOptions().setExact(true)).fill("");
        button(page, "Search").click();
        assertThat(page.locator("tbody")).containsText("token.revoke");
    }

    @Test
    void isUsableByEverybodyOnEveryScreen() {
        Employee zoe = withKey();
        List<String> paths =
                List.of("users?q=e", "users/" + zoe.id(), "backfills", "tokens", "audit");
        for (Browser.Look look : Browser.Look.ALL) {
            try (Visit visit = browser.visit(look).signIn(console + "users", JANE, true)) {
                Page page = visit.page();
                for (String path : paths) {
                    page.navigate(console + path);
                    assertThat(visit.seriousFindings()).as(look + " " + path).isEmpty();
                    assertThat(visit.isTooWide()).as(look + " " + path).isFalse();
                }
                page.navigate(console + "users/" + zoe.id());
                button(page, "Revoke …").click();
                assertThat(visit.seriousFindings()).as(look + " asked").isEmpty();
                assertThat(visit.complaints()).isEmpty();
            }
        }
    }

    @Test
    void needsNoMouse() {
        Employee zoe = withKey();
        try (Visit visit = visit("users/" + zoe.id())) {
            Page page = visit.page();
            button(page, "Protect …").focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("dialog[open]")).containsText("Protect the user");
            page.keyboard().press("Escape");
            assertThat(page.locator(":focus")).hasText("Protect …");
            page.keyboard().press("Enter");
            page.locator("dialog[open]").getByLabel("Reason").focus();
            page.keyboard().type("on the board");
            page.keyboard().press("Enter");
            assertThat(page.locator("#said")).containsText("Protected");
            assertThat(button(page, "End protection …")).isVisible();
            assertThat(button(page, "Rotate …")).hasCount(0);
        }
        assertThat(trail("user_id = '" + zoe.id() + "' AND action LIKE 'user.%'"))
                .containsExactly(actor() + " user.protect");
    }

    @Test
    void isForOperatorsAndForThePageItselfOnly() {
        Employee zoe = withKey();
        List<ConsoleDoor> doors = ConsoleDoor.all();
        assertThat(doors).hasSizeGreaterThan(25);
        try (Visit visit =
                browser.visit(Browser.Look.DESK)
                        .signIn(console.replace("console/", ""), zoe.email(), false)) {
            Map<String, String> session = session(visit);
            String csrf = csrf(visit);
            for (ConsoleDoor door : doors) {
                String path = door.of(zoe.id());
                int status =
                        door.isReading()
                                ? client.send("GET", path, session, new byte[0]).status()
                                : post(path, session, csrf);
                assertThat(status).as(door.toString()).isEqualTo(403);
            }
        }
        try (Visit visit = visit("users")) {
            Map<String, String> session = session(visit);
            for (ConsoleDoor door : doors) {
                if (!door.isReading()) {
                    assertThat(post(door.of(zoe.id()), session, "0".repeat(64)))
                            .as(door.toString())
                            .isEqualTo(403);
                }
            }
        }
        assertThat(trail("user_id = '" + zoe.id() + "' AND action <> 'host-key.reveal'")).isEmpty();
    }

    private static String csrf(Visit visit) {
        return String.valueOf(
                visit.page()
                        .evaluate(
                                "JSON.parse(document.body.getAttribute('hx-headers'))['X-CSRF-Token']"));
    }

    private static Map<String, String> session(Visit visit) {
        return Map.of(
                "Cookie",
                visit.page().context().cookies().stream()
                        .map(cookie -> cookie.name + "=" + cookie.value)
                        .findFirst()
                        .orElseThrow());
    }

    private static int post(String path, Map<String, String> session, String csrf) {
        return client.send(
                        "POST",
                        path,
                        Map.of(
                                "Cookie",
                                session.getOrDefault("Cookie", ""),
                                "Sec-Fetch-Site",
                                "same-origin",
                                "Content-Type",
                                "application/x-www-form-urlencoded",
                                "X-CSRF-Token",
                                csrf),
                        "reason=x".getBytes(UTF_8))
                .status();
    }
}
