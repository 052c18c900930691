package dev.hostkeysync.journey;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.hostkeysync.stack.Browser;
import dev.hostkeysync.stack.Visit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The console's other pages, with a little to see on each.
final class PagePictures {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String OPERATOR = "operator@example.com";

    private PagePictures() {}

    /// @param zoe who has a key, and looked at it
    static void draw(
            Browser browser, Installation installation, Client client, String home, Employee zoe) {
        List<Employee> others =
                Stream.of("zack.brown", "zara.khan", "zhen.li")
                        .map(name -> client.created(name + "@example.com"))
                        .toList();
        others.forEach(one ->
                await("a key").atMost(SOON).until(() -> installation.store().settled(one.id())));
        if (client.activate(others.getFirst(), false).status() >= 300) {
            throw new IllegalStateException("a user could not be switched off");
        }
        installation.zoom().users().crowd(140, "branch.example");
        String console = home + "console/";
        try (Visit visit =
                browser.visit(new Browser.Look(1280, ColorScheme.LIGHT))
                        .signIn(console + "users/" + zoe.id(), OPERATOR, true)) {
            Page page = visit.page();
            rotate(page);
            shoot(visit, "user.png");
            page.navigate(console + "users?q=z");
            shoot(visit, "users.png");
            backfill(visit, console);
            tokens(visit, console);
            page.navigate(console + "audit");
            shoot(visit, "audit.png");
        }
    }

    private static void rotate(Page page) {
        page.locator("#open-rotate").click();
        page.locator("dialog[open] input").fill("badge lost, ticket 4711");
        page.locator("dialog[open] button[type=submit]").click();
        page.locator("#events tr", new Page.LocatorOptions().setHasText("Version 2 is valid"))
                .waitFor();
        page.reload();
    }

    private static void backfill(Visit visit, String console) {
        Page page = visit.page();
        page.navigate(console + "backfills");
        page.getByLabel("E-mail domain").fill("branch.example");
        // Slow enough to be met on its way.
        page.getByLabel("Share of our Zoom allowance").fill("2");
        page.locator("main form button[type=submit]").first().click();
        page.waitForURL(Pattern.compile(".*/console/backfills/[0-9a-f-]{36}"));
        page.locator("#start").waitFor();
        page.locator("#start").click();
        page.locator("dialog[open] button[type=submit]").click();
        page.locator("h1", new Page.LocatorOptions().setHasText(Pattern.compile("^Backfill$")))
                .waitFor();
        page.locator(
                        "#percent",
                        new Page.LocatorOptions().setHasText(Pattern.compile("[1-9][0-9]{1,2} %")))
                .waitFor();
        shoot(visit, "backfill.png");
        page.navigate(console + "backfills");
        shoot(visit, "backfills.png");
    }

    private static void tokens(Visit visit, String console) {
        Page page = visit.page();
        page.navigate(console + "tokens");
        make(page, "okta", "scim", "2027-11-30");
        make(page, "room-controller", "hostkey.read", "");
        page.reload();
        shoot(visit, "tokens.png");
    }

    private static void make(Page page, String name, String scope, String lastDay) {
        page.getByLabel("Name").fill(name);
        page.locator("#last-day").fill(lastDay);
        page.locator("input[value='" + scope + "']").check();
        page.locator("#new-token button[type=submit]").click();
        page.locator(".made", new Page.LocatorOptions().setHasText(name)).waitFor();
        page.locator("input[value='" + scope + "']").uncheck();
    }

    private static void shoot(Visit visit, String file) {
        visit.page().evaluate("scrollTo(0, 0)");
        visit.screenshot(Path.of("docs", "images", file), true);
    }
}
