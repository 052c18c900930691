package dev.hostkeysync.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.hostkeysync.stack.Browser;
import dev.hostkeysync.stack.Visit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The console's overview on a day on which something is to be done.
final class ConsolePictures {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String OPERATOR = "operator@example.com";
    private static final int LEAVING = 26;

    private ConsolePictures() {}

    static void draw(Browser browser, Installation installation, Client client, String home) {
        List<Employee> leaving = Stream.generate(client::create).limit(LEAVING).toList();
        leaving.forEach(one ->
                await("a key").atMost(SOON).until(() -> installation.store().settled(one.id())));
        installation.zoom().options(options -> options.toBuilder().autoCreateUsers(false).build());
        List<Employee> waiting =
                List.of(
                        client.created("ana.lopes@example.com"),
                        client.created("kofi.mensah@example.com"));
        for (Employee one : leaving) {
            if (client.activate(one, false).status() >= 300) {
                throw new IllegalStateException("a user could not be switched off");
            }
        }
        installation
                .topics()
                .send(
                        "lee".getBytes(UTF_8),
                        Map.of("ce_type", "dev.hostkeysync.user.created.v2"),
                        "{}".getBytes(UTF_8));
        waiting.forEach(one ->
                await("Zoom's answer")
                        .atMost(SOON)
                        .until(() ->
                                installation
                                        .store()
                                        .work(one.id())
                                        .filter("WAITING"::equals)
                                        .isPresent()));
        await("a hold")
                .atMost(SOON)
                .until(() -> installation.store().count("revocation_hold") == 1);
        draw(browser, new Browser.Look(1600, ColorScheme.LIGHT), home, waiting, "console.png");
        draw(browser, new Browser.Look(1600, ColorScheme.DARK), home, waiting, "console-dark.png");
        draw(browser, new Browser.Look(390, ColorScheme.LIGHT), home, waiting, "console-phone.png");
    }

    private static void draw(
            Browser browser, Browser.Look look, String home, List<Employee> waiting, String file) {
        try (Visit visit = browser.visit(look).signIn(home + "console", OPERATOR, true)) {
            Page page = visit.page();
            page.getByLabel("Waiting").check();
            page.locator("#user-" + waiting.getFirst().id()).waitFor();
            page.locator(".hold").waitFor();
            page.locator(".needs a").first().waitFor();
            page.locator("#stage-events canvas").waitFor();
            page.evaluate("scrollTo(0, 0)");
            visit.screenshot(Path.of("docs", "images", file), look.width() > 1000);
        }
    }
}
