package dev.hostkeysync.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.hostkeysync.stack.Browser;
import dev.hostkeysync.stack.OidcIssuer;
import dev.hostkeysync.stack.Ports;
import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.stack.Visit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The console's overview as an operator meets it, in a browser: whether it works, what waits, and
/// the buttons that mend it.
class ConsoleIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String JANE = "jane@example.com";
    private static final String ACTOR = "oidc:jane%40example.com ";

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
                Installation.of("console")
                        .with("OIDC_ISSUER", issuer.url().toString())
                        .with("OIDC_CLIENT_ID", "hostkey-sync")
                        .with("OIDC_CLIENT_SECRET", "a-secret-of-the-client")
                        .with("OIDC_OPERATOR_GROUP", OidcIssuer.OPERATORS)
                        .with("HOSTKEY_GUARD_COUNT", "1")
                        .with("HOSTKEY_GUARD_PERCENT", "1");
        ServiceProcess service = installation.start();
        console = service.url() + "/console";
        client = installation.client(service);
        truths = new Truths(installation, client, installation.tail(Topics.HOST_KEYS));
    }

    @AfterEach
    void behave() {
        autoCreate(true);
    }

    @AfterAll
    static void end() {
        browser.close();
        installation.close();
        issuer.close();
    }

    private static Visit visit() {
        return browser.visit(Browser.Look.DESK).signIn(console, JANE, true);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator sure(Page page, String name) {
        return page.locator("#sure")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void autoCreate(boolean on) {
        installation.zoom().options(options -> options.toBuilder().autoCreateUsers(on).build());
    }

    /// Waits until [#autoCreate] is on again.
    private static Employee waiting() {
        autoCreate(false);
        Employee zoe = client.create();
        await("Zoom's answer")
                .atMost(SOON)
                .until(() ->
                        installation.store().work(zoe.id()).filter("WAITING"::equals).isPresent());
        return zoe;
    }

    private static List<Employee> held() {
        List<Employee> employees = IntStream.range(0, 4).mapToObj(_ -> client.create()).toList();
        employees.forEach(one -> truths.awaitAgreement(one, 1, "issued"));
        employees.forEach(one -> assertThat(client.activate(one, false).status()).isLessThan(300));
        await("a hold")
                .atMost(SOON)
                .until(() ->
                        installation
                                        .store()
                                        .jdbi()
                                        .withHandle(tx ->
                                                tx.select(
                                                                "SELECT count(*) FROM revocation_hold WHERE state = 'OPEN'")
                                                        .mapTo(Integer.class)
                                                        .one())
                                == 1);
        return employees;
    }

    private static void poison() {
        long before = installation.store().count("dead_letter");
        installation
                .topics()
                .send(
                        "zoe".getBytes(UTF_8),
                        Map.of("ce_type", "dev.hostkeysync.user.created.v2"),
                        "{}".getBytes(UTF_8));
        await("the dead letter")
                .atMost(SOON)
                .until(() -> installation.store().count("dead_letter") == before + 1);
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

    @Test
    void showsThePipelineMove() {
        try (Visit visit = visit()) {
            Page page = visit.page();
            assertThat(page.locator("h1")).hasText("Operator console");
            assertThat(page.locator("#verdict")).containsText("It is working");
            assertThat(page.locator(".stage canvas")).hasCount(7);
            assertThat(page.locator("#budget canvas").first()).isVisible();
            Locator accepted = page.locator("#stage-intake [data-part=figure]");
            // Those that another test has made fade away first.
            assertThat(accepted)
                    .hasText("0", new LocatorAssertions.HasTextOptions().setTimeout(30_000));

            Employee zoe = client.create();

            assertThat(accepted).not().hasText("0");
            assertThat(page.locator("#stage-intake [data-part=word]")).hasText("Coming in");
            page.getByText("The five minutes as a table").click();
            assertThat(page.locator("[data-part=table] tr")).hasCount(12);
            truths.awaitAgreement(zoe, 1, "issued");
            assertThat(page.content())
                    .doesNotContain(installation.zoom().hostKeyOf(zoe.email()).orElseThrow());

            button(page, "Pause").click();
            assertThat(page.locator("[data-live-text]")).containsText("Standing still since");
            button(page, "Go on").click();
            assertThat(page.locator("[data-live-text]")).containsText("As of");

            page.context().clearCookies();
            assertThat(page.locator("[data-live-text]")).containsText("Your sign-in has ended");
            assertThat(page.context().cookies()).isEmpty();
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void asksNothingWhileNobodyLooks() {
        try (Visit visit = browser.visit(Browser.Look.DESK)) {
            Page page = visit.page();
            page.clock().install();
            visit.signIn(console, JANE, true);
            AtomicInteger asked = new AtomicInteger();
            page.onRequest(request -> {
                if (request.url().endsWith("/console/pipeline.json")) {
                    asked.incrementAndGet();
                }
            });
            page.evaluate(
                    "Object.defineProperty(document, 'hidden', {value: true, configurable: true})");
            page.clock().runFor(20_000);
            assertThat(asked).hasValue(0);

            page.evaluate("delete document.hidden");
            page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
            page.waitForCondition(() -> asked.get() > 0);
        }
    }

    @Test
    void mendsAUserWhoWaits() {
        Employee zoe = waiting();
        try (Visit visit = visit()) {
            Page page = visit.page();
            Locator row = page.locator("#user-" + zoe.id());
            page.getByLabel("Waiting").check();
            assertThat(row).containsText(zoe.email());
            assertThat(row).containsText("Waiting for Zoom");
            page.getByLabel("Reason has").first().fill("no such reason");
            page.keyboard().press("Enter");
            assertThat(page.locator("#waiting")).containsText("Nobody has this reason.");
            page.getByLabel("Reason has").first().fill("1001");
            page.keyboard().press("Enter");
            assertThat(row).containsText("1001");

            page.locator("#user-" + zoe.id() + " summary").click();
            page.locator("#open-rotate-" + zoe.id()).click();
            page.locator("dialog[open] input").fill("a ticket");
            page.keyboard().press("Enter");
            assertThat(page.locator("#said")).containsText("A new key");
            assertThat(page.locator("dialog[open]")).hasCount(0);
            assertThat(page).hasURL(console);

            autoCreate(true);
            page.locator("#retry-" + zoe.id()).focus();
            page.keyboard().press("Enter");

            assertThat(page.locator("#said")).containsText("Zoom is asked");
            truths.awaitAgreement(zoe, 1, "issued");
            assertThat(visit.complaints()).isEmpty();
        }
        assertThat(trail("user_id = '" + zoe.id() + "' AND action = 'host-key.retry'"))
                .containsExactly(ACTOR + "host-key.retry");
        List<String> details =
                installation
                        .store()
                        .jdbi()
                        .withHandle(tx ->
                                tx.select(
                                                "SELECT detail FROM audit_entry WHERE user_id = ?::uuid AND action = 'host-key.retry'",
                                                zoe.id())
                                        .mapTo(String.class)
                                        .list());
        assertThat(details)
                .as("not the list's filter as a reason")
                .noneMatch(detail -> detail.contains("1001"));
    }

    @Test
    void filtersAgainAsSoonAsTheAnswerIsThere() {
        try (Visit visit = visit()) {
            Page page = visit.page();
            assertThat(page.locator("#waiting-form")).isVisible();
            AtomicInteger pages = new AtomicInteger();
            page.onFrameNavigated(_ -> pages.incrementAndGet());
            page.evaluate(
                    """
                    new MutationObserver((_, observer) => {
                      observer.disconnect();
                      document.querySelector('#waiting-form [name=reason]').value = 'the second';
                      document.getElementById('waiting-form').requestSubmit();
                    }).observe(document.getElementById('main'), {childList: true, subtree: true})
                    """);
            page.waitForResponse(
                    answer -> answer.url().contains("reason=the"),
                    () ->
                            page.evaluate(
                                    "htmx.trigger(document.getElementById('waiting'), 'refresh')"));
            assertThat(page.getByLabel("Reason has").first()).hasValue("the second");
            assertThat(pages).as("pages loaded instead of a part").hasValue(0);
        }
    }

    @Test
    void decidesAboutAHold() {
        List<Employee> employees = held();
        try (Visit visit = visit()) {
            Page page = visit.page();
            assertThat(page.locator(".hold")).containsText("would lose their key");
            assertThat(page.locator("#verdict")).containsText("something waits for you");
            assertThat(page.locator(".needs")).containsText("1 hold to decide");
            page.locator(".hold summary").click();
            assertThat(page.locator(".hold li").last()).containsText("@");
            button(page, "Drop: leave the keys").click();
            assertThat(page.locator("#sure")).containsText("Leave the keys of");
            sure(page, "Cancel").click();
            assertThat(page.locator(".hold")).isVisible();
            assertThat(page.locator(":focus")).hasText("Drop");

            button(page, "Approve: revoke the keys").click();
            sure(page, "Revoke them").click();

            assertThat(page.locator("#said")).containsText("Approved.");
            assertThat(page.locator(".hold")).hasCount(0);
            assertThat(visit.complaints()).isEmpty();
        }
        employees.forEach(one ->
                await("the key to be withdrawn")
                        .atMost(SOON)
                        .until(() ->
                                installation.store().active(one.id()).orElseThrow().concealed()));
        assertThat(trail("action LIKE 'hold.%'")).contains(ACTOR + "hold.approve");
    }

    @Test
    void replaysADeadLetter() {
        poison();
        try (Visit visit = visit()) {
            Page page = visit.page();
            assertThat(page.locator("#letters")).containsText("user.created.v2");
            assertThat(page.locator(".needs")).containsText("dead letter");
            assertThat(page.locator("#stage-consumer dl")).containsText("Dead letters");

            button(page, "Replay user.created.v2").first().click();

            assertThat(page.locator("#said")).containsText("Replayed:");
            await("the second attempt")
                    .atMost(SOON)
                    .until(() ->
                            installation
                                            .store()
                                            .jdbi()
                                            .withHandle(tx ->
                                                    tx.select(
                                                                    "SELECT max(attempts) FROM dead_letter")
                                                            .mapTo(Integer.class)
                                                            .one())
                                    >= 2);
            page.reload();
            page.locator("#letters-replay").waitFor();
            page.locator("#letters-reason").fill("nothing has this reason");
            page.locator("#letters-replay").click();
            assertThat(page.locator("#sure")).containsText("Replay every dead letter that waits?");
            sure(page, "Replay").click();
            assertThat(page.locator("#said")).containsText(Pattern.compile("Replayed: [1-9]"));
            assertThat(visit.complaints()).isEmpty();

            page.route("**/console/holds", Route::abort);
            page.evaluate("htmx.trigger(document.getElementById('holds'), 'refresh')");
            assertThat(page.locator("#holds [data-stale]")).containsText("Not current since");
        }
        assertThat(trail("action = 'dead-letter.replay'")).contains(ACTOR + "dead-letter.replay");
    }

    @Test
    void checksTheSetUpAndLocksHostKeys() {
        installation
                .zoom()
                .options(options -> options.toBuilder().adminChangeUserInfo(false).build());
        try (Visit visit = visit()) {
            Page page = visit.page();
            button(page, "Check again").click();
            assertThat(page.locator("#said")).hasText("Checked again.");
            assertThat(page.locator("#preflight li")).hasCount(7);
            assertThat(page.locator("#preflight")).containsText("Access token");
            assertThat(page.locator("#preflight li").first())
                    .containsText("Who may change host keys");
            button(page, "Lock host keys at Zoom").click();
            sure(page, "Lock").click();
            assertThat(page.locator("#said")).containsText("Locked:");
            assertThat(button(page, "Lock host keys at Zoom")).hasCount(0);
            assertThat(visit.complaints()).isEmpty();
        }
        assertThat(installation.zoom().options().adminChangeUserInfo()).isTrue();
        assertThat(trail("action = 'account.lock-host-keys'"))
                .contains(ACTOR + "account.lock-host-keys");
    }

    @Test
    void isUsableByEverybodyOnEveryScreen() {
        List<Employee> _ = held();
        poison();
        Employee zoe = waiting();
        for (Browser.Look look : Browser.Look.ALL) {
            try (Visit visit = browser.visit(look).signIn(console, JANE, true)) {
                Page page = visit.page();
                page.getByLabel("Waiting").check();
                page.locator("#user-" + zoe.id() + " summary").click();
                assertThat(page.locator(".hold")).isVisible();
                assertThat(page.locator("#letters li strong").first()).isVisible();
                assertThat(page.locator("#preflight p").first()).isVisible();
                assertThat(page.locator(".stage canvas")).hasCount(7);

                assertThat(visit.seriousFindings()).as(look.toString()).isEmpty();
                assertThat(visit.isTooWide()).as(look.toString()).isFalse();
                visit.screenshot(
                        Path.of(
                                "target",
                                "console-pages",
                                "overview-%d-%s.png".formatted(look.width(), look.colours())),
                        true);
                button(page, "Drop: leave the keys").click();
                assertThat(visit.seriousFindings()).as(look + " asked").isEmpty();
                assertThat(visit.complaints()).isEmpty();
            }
        }
        try (Visit visit = visit()) {
            Page page = visit.page();
            button(page, "Drop: leave the keys").click();
            sure(page, "Leave them").click();
            assertThat(page.locator("#said")).containsText("Dropped.");
        }
    }

    @Test
    void saysThatThereIsNoSuchThing() {
        String nobody = "0199aa00-0000-7000-8000-000000000000";
        try (Visit visit = visit()) {
            Page page = visit.page();
            String session = session(page);
            for (String act :
                    List.of(
                            "/holds/" + nobody + "/approve",
                            "/holds/" + nobody + "/drop",
                            "/dead-letters/" + nobody + "/replay",
                            "/waiting/x/retry")) {
                assertThat(post(act, session, csrf(page))).as(act).isEqualTo(404);
            }
            assertThat(get("/pipeline.json", session)).isEqualTo(200);
        }
    }

    private static String session(Page page) {
        return page.context().cookies().stream()
                .map(cookie -> cookie.name + "=" + cookie.value)
                .findFirst()
                .orElseThrow();
    }

    private static String csrf(Page page) {
        return String.valueOf(
                page.evaluate(
                        "JSON.parse(document.body.getAttribute('hx-headers'))['X-CSRF-Token']"));
    }

    private static int get(String path, String session) {
        return client.send("GET", "/console" + path, Map.of("Cookie", session), new byte[0])
                .status();
    }

    private static int post(String path, String session, String csrf) {
        return client.send(
                        "POST",
                        "/console" + path,
                        Map.of(
                                "Cookie",
                                session,
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
