package dev.hostkeysync.stack;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// One person at one window.
public final class Visit implements AutoCloseable {

    private static final Set<String> SERIOUS = Set.of("serious", "critical");

    /// How browser and htmx tell of an answer that is an error, which may be meant so.
    private static final Set<String> ANSWERS =
            Set.of("Failed to load resource", "Response Status Error Code");

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    Visit(BrowserContext context) {
        this.context = context;
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")
                    && ANSWERS.stream().noneMatch(message.text()::startsWith)) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    public Page page() {
        return page;
    }

    /// Opens a page of the service and signs in at [OidcIssuer] on the way.
    public Visit signIn(String url, String email, boolean operator) {
        page.navigate(url);
        page.getByLabel("E-mail address").fill(email);
        if (operator) {
            page.getByLabel("An operator").check();
        }
        page.getByText("Sign in").last().click();
        page.waitForURL(url);
        return this;
    }

    /// What keeps people with a handicap from using the page, as axe-core finds it.
    public List<String> seriousFindings() {
        return new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> SERIOUS.contains(rule.getImpact()))
                        .map(rule -> rule.getId() + ": " + rule.getNodes())
                        .toList();
    }

    /// Whether one has to scroll sideways.
    public boolean isTooWide() {
        return (Boolean)
                page.evaluate(
                        "document.documentElement.scrollWidth > document.documentElement.clientWidth");
    }

    /// What the browser refused, by the Content Security Policy above all, and what failed in a
    /// script.
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    public void screenshot(Path file, boolean wholePage) {
        var _ = page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(wholePage));
    }

    @Override
    public void close() {
        context.close();
    }
}
